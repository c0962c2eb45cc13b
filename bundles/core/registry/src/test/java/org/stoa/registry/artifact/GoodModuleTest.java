package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.platform.IndustryInspection;

class GoodModuleTest extends InspectorFixture {

    @Test
    void signedKarIsAccepted() throws Exception {
        byte[] content = signer.sign(SIGNER, ModuleFile.good().kar());
        Path file = file(content);
        try (InspectedModule inspected = inspector(false).inspect(file, "crm-1.2.0.kar")) {
            assertThat(inspected.violations()).isEmpty();
            assertThat(inspected.accepted()).isTrue();
            assertThat(inspected.warnings()).isEmpty();
            assertThat(inspected.signer()).isEqualTo("CN=acme");
            ModuleArchive archive = inspected.archive();
            assertThat(archive.name()).isEqualTo("crm-1.2.0.kar");
            assertThat(archive.id()).isEqualTo("crm");
            assertThat(archive.symbolicName()).isEqualTo("com.example.crm");
            assertThat(archive.version()).isEqualTo("1.2.0");
            assertThat(archive.size()).isEqualTo(content.length);
            assertThat(archive.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            assertThat(archive.file()).hasBinaryContent(content);
            assertThat(archive.bundle()).hasBinaryContent(ModuleFile.good().bundle());
            assertThat(archive.migrations()).containsExactly("V1__contacts.sql", "V9__less.sql", "V10__more.sql");
            assertThat(archive.contractions()).containsExactly("V1__old.sql");
            InstalledModule description = inspected.description();
            assertThat(description.id()).isEqualTo("crm");
            assertThat(description.name()).isEqualTo("Contacts");
            assertThat(description.version()).isEqualTo("1.2.0");
            assertThat(description.permissions())
                    .extracting(permission -> permission.name().toString())
                    .containsExactly("tenant.crm.read");
            Files.delete(file);
        }
        assertThat(work()).isEmptyDirectory();
    }

    @Test
    void bundleAloneIsAccepted() {
        InspectedModule inspected =
                inspect(inspector(false), signer.sign(SIGNER, ModuleFile.good().bundle()), "crm.jar");
        assertThat(inspected.violations()).isEmpty();
        assertThat(inspected.signer()).isEqualTo("CN=acme");
        assertThat(inspected.archive().bundle()).isEqualTo(inspected.archive().file());
    }

    @Test
    void unsignedModuleIsLetInByTheDevelopmentProfileWithAWarning() {
        InspectedModule inspected = inspect(inspector(true), ModuleFile.good().kar());
        assertThat(inspected.violations()).isEmpty();
        assertThat(inspected.signer()).isNull();
        assertThat(inspected.warnings()).singleElement().asString().contains("crm.kar is not signed");
    }

    @Test
    void signerCertifiedByATrustedAuthorityIsAccepted() throws Exception {
        signer.selfSigned("authority", "-ext", "bc:c")
                .certifiedBy("authority", "employee", "-ext", "EKU=codeSigning", "-ext", "KU=digitalSignature");
        signer.trust("authority", trusted());
        try {
            InspectedModule inspected = inspect(
                    inspector(false), signer.sign("employee", ModuleFile.good().kar()));
            assertThat(inspected.violations()).isEmpty();
            assertThat(inspected.signer()).isEqualTo("CN=employee");
        } finally {
            Files.delete(trusted().resolve("authority.pem"));
        }
    }

    @Test
    void fileOfAKnownDigestIsOpenedAsItIs() {
        Path file = file(ModuleFile.good().kar());
        Path bundleAlone = file(ModuleFile.good().bundle());
        Path damaged = file(new byte[] {1});
        ModuleInspector inspector = inspector(false);
        String sha256 = "0".repeat(64);

        try (InspectedModule opened = inspector.open(file, "crm.kar", sha256)) {
            assertThat(opened.violations()).isEmpty();
            assertThat(opened.description()).isNull();
            ModuleArchive archive = opened.archive();
            assertThat(archive.id()).isEqualTo("crm");
            assertThat(archive.symbolicName()).isEqualTo("com.example.crm");
            assertThat(archive.version()).isEqualTo("1.2.0");
            assertThat(archive.sha256()).isEqualTo(sha256);
            assertThat(archive.file()).isEqualTo(file);
            assertThat(archive.bundle()).hasBinaryContent(ModuleFile.good().bundle());
        }
        try (InspectedModule opened = inspector.open(bundleAlone, "crm.jar", sha256)) {
            assertThat(opened.archive().bundle()).isNotEqualTo(bundleAlone).hasSameBinaryContentAs(bundleAlone);
        }
        try (InspectedModule opened = inspector.open(damaged, "crm.kar", sha256)) {
            assertThat(rules(opened)).containsExactly("archive-unreadable");
        }
        assertThat(work()).isEmptyDirectory();
    }

    @Test
    void librariesInsideTheBundleAreFound() {
        Map<String, byte[]> library = Compiler.compile(
                Map.of(
                        "com.example.text.Names",
                        """
                package com.example.text;
                public final class Names {
                    public static String nice() {
                        try (java.io.InputStream words = Names.class.getResourceAsStream("/words.txt")) {
                            return new String(words.readAllBytes());
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """));
        ModuleFile module = ModuleFile.good()
                .header("Bundle-ClassPath", ".,lib/text.jar,classes")
                .entry("lib/text.jar", ModuleFile.zip(library))
                .entry("classes/words.txt", "From the library")
                .definition(
                        "super.id()",
                        "name",
                        "try { this.name = (String) Class.forName(\"com.example.text.Names\")"
                                + ".getMethod(\"nice\").invoke(null); } catch (Exception e) { throw new RuntimeException(e); } }"
                                + " private final String name; {");
        InspectedModule inspected = inspect(inspector(true), module.kar());
        assertThat(inspected.violations()).isEmpty();
        assertThat(inspected.description().name()).isEqualTo("From the library");
    }

    @Test
    void resourcesAreHandedToTheirInspection() {
        List<String> seen = new ArrayList<>();
        resources = (id, permissions, classes) -> {
            seen.add(id + " " + permissions + " "
                    + classes.stream().map(Class::getName).toList());
            return List.of();
        };
        inspect(inspector(true), ModuleFile.good().kar());
        assertThat(seen).containsExactly("crm [tenant.crm.read] [com.example.crm.Contacts]");
        resources = null;
        assertThat(inspect(inspector(true), ModuleFile.good().kar()).violations())
                .isEmpty();
        resources = (id, permissions, classes) -> List.of();
    }

    @Test
    void industryIsHandedToItsInspectionWithItsFiles() {
        ModuleFile module = ModuleFile.good()
                .industry("org.stoa.api.industry.IndustryFiles.read(Gardens.class)", "")
                .entry("com/example/crm/industry.json", "{\"a\": {\"$file\": \"more/b.json\"}}")
                .entry("com/example/crm/more/b.json", "[1]");
        List<String> seen = new ArrayList<>();
        industries = (id, template) -> {
            seen.add(id + " " + template.getClass().getName() + " " + template.content());
            return new IndustryInspection.Result(List.of(), List.of());
        };
        assertThat(inspect(inspector(true), module.kar()).violations()).isEmpty();
        assertThat(seen).containsExactly("crm com.example.crm.Gardens {\"a\": [1]}");
        industries = null;
        InspectedModule unseen = inspect(inspector(true), module.kar());
        assertThat(unseen.violations()).isEmpty();
        assertThat(unseen.warnings()).anyMatch(warning -> warning.contains("com.example.crm was not looked at"));
        industries = InspectorFixture::nothingWrong;
    }

    @Test
    void whatItIsGivenIsNotUsedAndDoesNotHurt() {
        ModuleFile module = ModuleFile.good()
                .definition(
                        "super.id()",
                        "\"\" + (contacts == null) + database.equals(database)",
                        """
                        this.database = java.util.Objects.requireNonNull(database);
                        this.contacts = contacts;
                        database.toString();
                    }
                    private final org.stoa.api.data.Database database;
                    private final Contacts contacts;
                    {""");
        assertThat(inspect(inspector(true), module.kar()).description().name()).isEqualTo("truetrue");
    }

    @Test
    void storedModuleIsOpenedAgainEvenAfterItsCertificateHasExpired() {
        byte[] content = signer.sign(SIGNER, ModuleFile.good().kar());
        Instant stored = Instant.now();
        Clock inAYear = Clock.offset(Clock.systemUTC(), java.time.Duration.ofDays(365));
        ModuleInspector inspector = inspector(false, ArchiveLimits.STANDARD, 17, inAYear);
        String sha256 = inspect(inspector, content).archive().sha256();
        assertThat(rules(inspect(inspector, content))).containsExactly("signature-expired");
        Path file = file(content);
        try (InspectedModule opened = inspector.reopen(file, "crm", sha256, stored)) {
            assertThat(opened.violations()).isEmpty();
            assertThat(opened.archive().bundle())
                    .hasBinaryContent(ModuleFile.good().bundle());
        }
        try (InspectedModule opened = inspector.reopen(file, "crm", "0".repeat(64), stored)) {
            assertThat(rules(opened)).containsExactly("archive-changed");
        }
        assertThat(work()).isEmptyDirectory();
    }
}
