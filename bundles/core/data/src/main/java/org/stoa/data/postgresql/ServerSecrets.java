package org.stoa.data.postgresql;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/**
 * The passwords of the two roles that the platform makes on a server of its own, kept in a file that only the user who
 * runs the platform can read.
 *
 * @param superuser password of {@code postgres}
 * @param owner password of the owner of the platform's database
 */
record ServerSecrets(String superuser, String owner) {

    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "owner";

    /** New ones. */
    static ServerSecrets random() {
        return new ServerSecrets(RandomPassword.next(), RandomPassword.next());
    }

    /** Those kept in {@code file}. */
    static ServerSecrets read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        ServerSecrets secrets = new ServerSecrets(properties.getProperty(SUPERUSER), properties.getProperty(OWNER));
        if (secrets.superuser == null || secrets.owner == null) {
            throw new DatabaseStartException(file + " is damaged: it must hold the passwords of PostgreSQL that were"
                    + " made with the data directory beside it. Restore it from the same backup as the data.");
        }
        return secrets;
    }

    /** Keeps them in {@code file}; all or nothing. */
    void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        create(unfinished);
        Properties properties = new Properties();
        properties.setProperty(SUPERUSER, superuser);
        properties.setProperty(OWNER, owner);
        try (Writer writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            properties.store(writer, "Passwords of the embedded PostgreSQL. Back this file up together with data/.");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Creates an empty file that nobody else can read. */
    static void create(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return;
        }
        Files.createFile(file);
    }

    @Override
    public String toString() {
        return "ServerSecrets";
    }
}
