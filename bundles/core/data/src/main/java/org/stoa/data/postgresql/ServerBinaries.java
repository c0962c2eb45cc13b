package org.stoa.data.postgresql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The programs of the server, unpacked from the archive on the class path once per content of the archive. */
final class ServerBinaries {

    private static final Logger LOG = LoggerFactory.getLogger(ServerBinaries.class);
    private static final int OWNER_EXECUTE = 0100;
    /** Of the digest, which names the directory. */
    private static final int DIGITS = 16;

    private ServerBinaries() {}

    /**
     * The installation below {@code root}, unpacked there if it is not yet. Several processes may do this at once.
     *
     * @throws DatabaseStartException when there is no archive for this platform
     */
    static Path unpack(Path root) throws IOException {
        String archive = "/postgres-" + operatingSystem() + "-" + architecture() + ".tar";
        Path home = root.resolve(digest(archive));
        if (Files.isDirectory(home)) {
            return home;
        }
        LOG.info("Unpacking PostgreSQL to {}.", home);
        Files.createDirectories(root);
        Path unfinished = Files.createTempDirectory(root, "unpacking-");
        try {
            extract(archive, unfinished);
            unfinished.toFile().setExecutable(true, false);
            unfinished.toFile().setReadable(true, false);
            moveUnlessThere(unfinished, home);
        } finally {
            Directories.delete(unfinished);
        }
        return home;
    }

    private static void moveUnlessThere(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            LOG.debug("another process has unpacked {} at the same time", home);
        }
    }

    private static String digest(String archive) throws IOException {
        try (InputStream in = open(archive + ".sha256")) {
            return new String(in.readNBytes(DIGITS), StandardCharsets.US_ASCII);
        }
    }

    private static InputStream open(String archive) {
        InputStream in = ServerBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new DatabaseStartException("This build has no PostgreSQL for this machine (" + archive.substring(1)
                    + " is missing). Build the platform on this machine, or set STOA_DATABASE_URL,"
                    + " STOA_DATABASE_USER and STOA_DATABASE_PASSWORD to use a PostgreSQL server of yours.");
        }
        return in;
    }

    private static void extract(String archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = directory.resolve(entry.getName()).normalize();
                if (!path.startsWith(directory)) {
                    throw new IOException("the archive holds an entry outside its own directory: " + entry.getName());
                }
                extract(tar, entry, path);
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & OWNER_EXECUTE) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + path + " executable");
        }
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return "darwin";
        }
        return name.contains("win") ? "windows" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
