package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * Nothing in the archive tells when, where or by whom it was built, so that two builds of one commit with one JDK give
 * the same bytes. docs/operations.md has the command that compares two whole builds.
 */
class ArchiveIT {

    private static final Path ASSEMBLY = Path.of("target/assembly");

    /** The project's project.build.outputTimestamp, as archives carry it: without a time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");

    /** As java.util.Properties writes it. */
    private static final Pattern TIME_OF_STORING =
            Pattern.compile("(?m)^#[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d ");

    @Test
    void everyEntryHasTheSameTime() throws IOException {
        Path archive = Path.of(System.getProperty("stoa.archive").replace(".tar.gz", ".zip"));

        assertThat(entriesOfAnotherTime(archive)).isEmpty();
    }

    @Test
    void everyEntryOfOurBundlesHasTheSameTimeAndModes() throws IOException {
        List<Path> bundles = ourBundles();
        assertThat(bundles).hasSizeGreaterThan(10);

        for (Path bundle : bundles) {
            assertThat(entriesOfAnotherTime(bundle)).as(bundle.toString()).isEmpty();
            assertThat(entriesOfOtherModes(bundle)).as(bundle.toString()).isEmpty();
        }
    }

    @Test
    void noFileNamesTheTimeOrThePlaceOfTheBuild() throws IOException {
        String checkout = Path.of("").toAbsolutePath().getParent().toString();
        List<String> revealing = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ASSEMBLY)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (content.contains(checkout)
                        || TIME_OF_STORING.matcher(content).find()) {
                    revealing.add(file.toString());
                }
            }
        }

        assertThat(revealing).isEmpty();
    }

    /** By it the platform knows at its start that nothing was changed since. */
    @Test
    void everyModuleHasItsDigestBesideIt() throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(ASSEMBLY.resolve("modules"))) {
            List<Path> modules =
                    files.filter(file -> file.toString().endsWith(".kar")).toList();
            assertThat(modules).hasSizeGreaterThan(1);
            for (Path module : modules) {
                assertThat(module.resolveSibling(module.getFileName() + ".sha256"))
                        .content()
                        .isEqualToIgnoringNewLines(HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(module))));
            }
        }
    }

    private static List<String> entriesOfAnotherTime(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .filter(entry -> !TIME.equals(entry.getTimeLocal()))
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static List<String> entriesOfOtherModes(Path bundle) throws IOException {
        List<String> others = new ArrayList<>();
        try (FileSystem zip = FileSystems.newFileSystem(bundle, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries.filter(path -> path.getNameCount() > 0)::iterator) {
                Set<PosixFilePermission> expected = Files.isDirectory(entry) ? FOLDER : FILE;
                Set<PosixFilePermission> actual = Files.getPosixFilePermissions(entry);
                if (!actual.equals(expected)) {
                    others.add(entry + " " + PosixFilePermissions.toString(actual));
                }
            }
        }
        return others;
    }

    private static List<Path> ourBundles() throws IOException {
        try (Stream<Path> files = Files.walk(ASSEMBLY)) {
            return files.filter(path -> path.getFileName().toString().matches("org\\.stoa\\..*\\.jar"))
                    .toList();
        }
    }
}
