package org.stoa.testkit.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.module.ModuleDefinition;

class ModuleBuilderTest {
    private static final ModuleBuilder PROBE = ModuleBuilder.of("probe");

    @TempDir
    private Path directory;

    @Test
    void bundleSaysWhatItIsAndWhatItNeeds() throws IOException {
        try (JarFile jar = new JarFile(PROBE.version("1.2.3").jar(directory).toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("com.example.probe");
            assertThat(headers.getValue("Bundle-Version")).isEqualTo("1.2.3");
            assertThat(headers.getValue("Import-Package"))
                    .contains("org.stoa.api.module;version=\"[1.0,2)\"", "jakarta.ws.rs;version=\"[3.1,4)\"");
            assertThat(headers.getValue("Export-Package")).isNull();
            assertThat(headers.getValue("Service-Component").split(",")).hasSize(6);
            assertThat(jar.getEntry("db/migration/V1__rows.sql")).isNotNull();
        }
    }

    @Test
    void equalBuildersMakeTheSameBytes() {
        assertThat(PROBE.version("1.0.0").kar())
                .isEqualTo(ModuleBuilder.of("probe").kar());
        assertThat(PROBE.version("1.0.1").kar()).isNotEqualTo(PROBE.kar());
    }

    @Test
    void karHoldsOneBundleAndItsFeature() throws IOException {
        try (JarFile kar = new JarFile(PROBE.kar(directory).toFile())) {
            String folder = "repository/com/example/com.example.probe/1.0.0/com.example.probe-1.0.0";
            assertThat(kar.stream().map(JarEntry::getName))
                    .containsExactly("META-INF/MANIFEST.MF", folder + ".jar", folder + "-features.xml");
        }
    }

    @Test
    void signatureCoversEveryEntry() throws IOException {
        TestSigner signer = TestSigner.create("Example");

        try (JarFile kar = new JarFile(PROBE.signedBy(signer).kar(directory).toFile(), true)) {
            List<JarEntry> entries = kar.stream()
                    .filter(entry -> entry.getName().startsWith("repository/"))
                    .toList();
            assertThat(entries).hasSize(2);
            for (JarEntry entry : entries) {
                try (InputStream in = kar.getInputStream(entry)) {
                    assertThat(in.readAllBytes()).isNotEmpty();
                }
                assertThat(entry.getCertificates()).containsExactly(signer.certificate());
            }
        }
    }

    @Test
    void everyVariantCompiles() {
        ModuleBuilder variant = PROBE.evil()
                .activator(Fault.THROWS)
                .deactivator(Fault.BLOCKS)
                .component(Fault.THROWS_ERROR)
                .seed(Fault.BLOCKS_STUBBORNLY)
                .definition(Flaw.NULL_ID)
                .failureRate(0.5)
                .change("VersionResource", "Behaviour.answer();", "")
                .withoutSource("RowWrittenListener")
                .withoutEntry("db/migration/V1__rows.sql");

        assertThat(variant.jar()).isNotEmpty();
    }

    @Test
    void sourceThatDoesNotCompileIsNamed() {
        assertThatThrownBy(() -> PROBE.source("Broken", "package @package@; class Broken {")
                        .jar())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Broken.java");
    }

    @Test
    void definitionCanBeLoaded() {
        assertThat(PROBE.load(directory)).matches(ModuleDefinition.class::isAssignableFrom);
    }
}
