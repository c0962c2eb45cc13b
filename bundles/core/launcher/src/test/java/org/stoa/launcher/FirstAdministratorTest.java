package org.stoa.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdministratorTest {

    @TempDir
    private Path folder;

    @Test
    void generatedPasswordIsShownOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("first-administrator"), "ada@example.org\nsecret-1\n");

        Optional<FirstAdministrator> first = FirstAdministrator.take(file);
        Optional<FirstAdministrator> second = FirstAdministrator.take(file);

        assertThat(first).contains(new FirstAdministrator("ada@example.org", "secret-1"));
        assertThat(second).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void passwordIsNotPartOfItsText() {
        assertThat(new FirstAdministrator("ada@example.org", "secret-1").toString())
                .doesNotContain("secret-1");
    }

    @Test
    void bannerShowsGeneratedCredentialsAndWhatToTry() {
        String banner =
                Banner.text(settings(), Optional.of(new FirstAdministrator("ada@example.org", "secret-1")), 4.25);

        assertThat(banner)
                .contains("Stoa is ready in 4.")
                .contains("http://127.0.0.1:8181")
                .contains("ada@example.org")
                .contains("Password        secret-1")
                .contains("/api/v1/auth/login")
                .contains("/api/v1/platform/tenants")
                .contains("/api/docs");
    }

    @Test
    void bannerOfALaterStartShowsNoPassword() {
        assertThat(Banner.text(settings(), Optional.empty(), 4))
                .contains("configured@example.org")
                .doesNotContain("Password  ");
    }

    private Settings settings() {
        return new Settings(folder, folder, "127.0.0.1", "8181", "", "", "configured@example.org");
    }
}
