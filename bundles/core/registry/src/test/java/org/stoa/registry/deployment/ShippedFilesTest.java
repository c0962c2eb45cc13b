package org.stoa.registry.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFilesTest {

    /** Of "crm", as {@code sha256sum} prints it. */
    private static final String DIGEST = "9261ceef0b969e70ac20f1510f07a1e0d8db05f20c75161a2ef43b4eba27a7aa";

    @TempDir
    private Path folder;

    @Test
    void archivesAreListedByName() throws IOException {
        file("pets.kar", "pets");
        file("crm.kar", "crm");
        file("README", "no module");

        assertThat(shipped().all())
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("crm.kar", "pets.kar");
        assertThat(new ShippedFiles("").all()).isEmpty();
        assertThat(new ShippedFiles(folder.resolve("none").toString()).all()).isEmpty();
    }

    @Test
    void fileIsAsBuiltWhenItsDigestIsTheOneBesideIt() throws IOException {
        Path file = file("crm.kar", "crm");
        file("crm.kar.sha256", DIGEST + "\n");

        assertThat(shipped().isAsBuilt(file)).isTrue();
    }

    @Test
    void fileOfAnotherDigestOrWithoutOneIsNotAsBuilt() throws IOException {
        Path file = file("crm.kar", "crm");
        assertThat(shipped().isAsBuilt(file)).isFalse();

        file("crm.kar.sha256", "0".repeat(64));
        assertThat(shipped().isAsBuilt(file)).isFalse();
    }

    @Test
    void fileIsFoundByTheDigestOfItsContent() throws IOException {
        file("pets.kar", "pets");
        Path file = file("crm.kar", "crm");

        assertThat(shipped().find(DIGEST)).contains(file);
        assertThat(shipped().find("0".repeat(64))).isEmpty();
    }

    private ShippedFiles shipped() {
        return new ShippedFiles(folder.toString());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
