package org.stoa.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The PostgreSQL that a platform under test started, found through the files in its data directory. */
record EmbeddedDatabase(long processId, int port, Properties secrets) {

    static EmbeddedDatabase of(StoaProcess stoa) throws IOException {
        Path folder = stoa.dataDirectory().resolve("postgresql");
        try (Stream<Path> files = Files.walk(folder, 2)) {
            Path pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no postmaster.pid below " + folder));
            List<String> lines = Files.readAllLines(pidFile);
            Properties secrets = new Properties();
            try (var reader = Files.newBufferedReader(folder.resolve("passwords.properties"))) {
                secrets.load(reader);
            }
            return new EmbeddedDatabase(
                    Long.parseLong(lines.get(0).trim()),
                    Integer.parseInt(lines.get(3).trim()),
                    secrets);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/stoa";
    }

    /** As the superuser, who sees everything. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", secrets.getProperty("postgres"));
    }
}
