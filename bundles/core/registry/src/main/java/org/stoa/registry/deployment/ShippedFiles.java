package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The modules that came with the platform, and which of them are as its build has left them: that has tested them, and
 * put the digest of each beside it.
 */
final class ShippedFiles {

    private static final String DIGEST = ".sha256";

    private final String folder;
    private final Map<Path, String> digests = new ConcurrentHashMap<>();

    /** @param folder of KARs that do not change while the platform runs, or empty for none */
    ShippedFiles(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }

    /** @throws UncheckedIOException when the folder cannot be read */
    List<Path> all() {
        if (folder.isBlank() || !Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".kar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read", e);
        }
    }

    /** The file with this digest. */
    Optional<Path> find(String sha256) {
        return all().stream().filter(file -> sha256(file).equals(sha256)).findFirst();
    }

    /** The digest of a file, in hexadecimal digits. Each file is read once. */
    String sha256(Path file) {
        return digests.computeIfAbsent(file, ShippedFiles::digest);
    }

    /** Whether a file is as the build has left it. */
    boolean isAsBuilt(Path file) {
        Path recorded = file.resolveSibling(file.getFileName() + DIGEST);
        try {
            return Files.exists(recorded) && Files.readString(recorded).strip().equals(sha256(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + recorded + " cannot be read", e);
        }
    }

    private static String digest(Path file) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String digest(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
