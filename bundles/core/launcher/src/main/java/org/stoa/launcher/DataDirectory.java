package org.stoa.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The data directory, locked for one process. The operating system holds the lock, so that it ends with the process
 * however that ends; the file itself stays.
 */
final class DataDirectory implements AutoCloseable {

    private final FileChannel channel;

    private DataDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the directory, for its owner alone, when it is not there. */
    static DataDirectory lock(Path directory) throws StartRefusedException {
        create(directory);
        Path file = directory.resolve("lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + directory + " cannot be written (" + reason(e)
                    + "). Give this user write access, or set STOA_DATA_DIR to another directory.");
        }
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = read(channel);
                channel.close();
                throw new StartRefusedException("The data directory " + directory
                        + " is in use by another running Stoa (process " + holder
                        + "). Stop that one, or set STOA_DATA_DIR to another directory.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(false);
            return new DataDirectory(channel);
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + directory + " cannot be locked (" + reason(e)
                    + "). Set STOA_DATA_DIR to a directory on a local disk with free space.");
        }
    }

    private static void create(Path directory) throws StartRefusedException {
        try {
            if (Files.isDirectory(directory)) {
                return;
            }
            Files.createDirectories(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new StartRefusedException("The data directory " + directory + " cannot be created (" + reason(e)
                    + "). Set STOA_DATA_DIR to a directory that this user may create.");
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).trim();
        return pid.isEmpty() ? "unknown" : pid;
    }

    /** The exceptions of {@code java.nio.file} often carry the path alone as their message. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException || e instanceof java.nio.file.FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (e instanceof java.nio.file.FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
