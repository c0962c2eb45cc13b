package org.stoa.data.postgresql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where an embedded server keeps everything: {@code data/}, {@code log/}, the passwords, and {@code lock}, which is held
 * as long as a platform uses the directory and which the operating system releases when the platform dies.
 */
final class ServerDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel channel;

    private ServerDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Opens the directory for this process alone.
     *
     * @throws DatabaseStartException when it cannot be written or another platform uses it
     */
    static ServerDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize().resolve("postgresql");
        try {
            Files.createDirectories(root);
            root = root.toRealPath();
            return new ServerDirectory(root, lock(root.resolve("lock")));
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "Cannot write to " + root + " (" + e + "). Make it writable for the user who starts the platform,"
                            + " or set STOA_DATA_DIR to another directory.",
                    e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw inUse(file);
    }

    private static DatabaseStartException inUse(Path file) {
        return new DatabaseStartException(
                "The data directory " + file.getParent().getParent()
                        + " is in use by another running platform. Stop that one, or set STOA_DATA_DIR to another directory.");
    }

    Path root() {
        return root;
    }

    /** The server's data. */
    Path data() {
        return root.resolve("data");
    }

    /** The server's own log. */
    Path log() {
        return root.resolve("log");
    }

    Path secrets() {
        return root.resolve("passwords.properties");
    }

    /** Whether there is a complete data directory. */
    boolean isInitialized() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
