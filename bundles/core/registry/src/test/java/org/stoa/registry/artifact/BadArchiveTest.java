package org.stoa.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.platform.RuleViolation;

/** Files that are no archive, or one that would hurt. */
class BadArchiveTest extends InspectorFixture {

    private static final ArchiveLimits SMALL = new ArchiveLimits(100_000, 100, 4_000_000, 200);

    private void refused(byte[] content, String rule, String subject) {
        InspectedModule inspected = inspect(inspector(true, SMALL, 17, Clock.systemUTC()), content);
        assertThat(inspected.violations())
                .extracting(RuleViolation::rule, RuleViolation::subject)
                .containsExactly(Tuple.tuple(rule, subject));
        assertThat(inspected.archive()).isNull();
    }

    @Test
    void emptyFile() {
        refused(new byte[0], "archive-unreadable", "crm.kar");
    }

    @Test
    void textFile() {
        refused("#!/bin/sh\n".repeat(100).getBytes(StandardCharsets.UTF_8), "archive-unreadable", "crm.kar");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 21, 100, 2000})
    void truncatedFile(int missing) {
        byte[] content = ModuleFile.good().kar();
        refused(Arrays.copyOf(content, content.length - missing), "archive-unreadable", "crm.kar");
    }

    @Test
    void damagedContent() {
        String marker = "a line that is not compressed well: 7f3a9c";
        byte[] content = ModuleFile.zip(Map.of("repository/x.txt", marker.getBytes(StandardCharsets.UTF_8)));
        for (int i = 40; i < content.length; i++) {
            byte[] damaged = content.clone();
            damaged[i] ^= 0x01;
            InspectedModule inspected = inspect(inspector(true), damaged);
            assertThat(inspected.archive()).as("byte " + i).isNull();
        }
    }

    @Test
    void everyTruncationAndFlippedBitIsSurvived() {
        byte[] content = ModuleFile.good().bundle();
        ModuleInspector inspector = inspector(false, SMALL, 17, Clock.systemUTC());
        for (int i = 0; i < content.length; i += 37) {
            byte[] damaged = content.clone();
            damaged[i] ^= 0x10;
            assertThat(inspect(inspector, damaged).accepted()).isFalse();
            assertThat(inspect(inspector, Arrays.copyOf(content, i)).accepted()).isFalse();
        }
    }

    @Test
    void bombOfOneEntry() {
        refused(ModuleFile.good().entry("zeros", new byte[3_000_000]).kar(), "archive-too-large", "zeros");
    }

    @Test
    void bombInsideALibrary() {
        byte[] library = ModuleFile.zip(Map.of("zeros", new byte[3_000_000]));
        refused(
                ModuleFile.good()
                        .header("Bundle-ClassPath", ".,lib.jar")
                        .entry("lib.jar", library)
                        .kar(),
                "archive-too-large",
                "zeros");
    }

    @Test
    void bombOfManyEntriesIsCountedOverAllOfThem() {
        ModuleFile module = ModuleFile.good();
        for (int i = 0; i < 5; i++) {
            module.entry("zeros-" + i, new byte[900_000]);
        }
        refused(module.kar(), "archive-too-large", "crm.kar");
    }

    @Test
    void tooManyEntries() {
        ModuleFile module = ModuleFile.good();
        for (int i = 0; i < 100; i++) {
            module.entry("entry-" + i, "");
        }
        refused(module.kar(), "archive-too-large", "crm.kar");
    }

    @Test
    void tooManyBytes() {
        byte[] noise = new byte[110_000];
        new java.util.Random(7).nextBytes(noise);
        refused(ModuleFile.good().entry("noise", noise).kar(), "archive-too-large", "crm.kar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../etc/x",
                "/etc/x",
                "a/../../x",
                "C:x",
                "a\\..\\x",
                "a//b",
                "./x",
                "x\n",
                "META-INF/Manifest.mf2/.."
            })
    void pathThatLeadsOutside(String path) {
        refused(ModuleFile.good().entry(path, "x").kar(), "archive-path", path);
    }

    @Test
    void secondManifestInOtherLetters() {
        refused(ModuleFile.good().entry("meta-inf/manifest.mf", "x").kar(), "archive-path", "meta-inf/manifest.mf");
    }

    @Test
    void entryTwice() {
        byte[] content =
                ModuleFile.good().entry("AAAA.txt", "1").entry("BBBB.txt", "2").bundle();
        String latin = new String(content, StandardCharsets.ISO_8859_1).replace("BBBB.txt", "AAAA.txt");
        refused(latin.getBytes(StandardCharsets.ISO_8859_1), "archive-duplicate", "AAAA.txt");
    }

    @Test
    void fileAndDirectoryOfOneName() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a", new byte[] {1});
        entries.put("a/", new byte[0]);
        refused(ModuleFile.zip(entries), "archive-duplicate", "a/");
    }

    @Test
    void karWithoutBundle() {
        refused(ModuleFile.good().kar("somewhere/crm.jar"), "archive-bundles", "crm.kar");
    }

    @Test
    void karWithTwoBundles() {
        refused(ModuleFile.good().kar("repository/a.jar", "repository/b.jar"), "archive-bundles", "crm.kar");
    }

    @Test
    void karWithSomethingElseThanABundle() {
        refused(
                ModuleFile.zip(Map.of("repository/a.jar", "no jar".getBytes(StandardCharsets.UTF_8))),
                "archive-unreadable",
                "crm.kar");
    }
}
