package org.stoa.data.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.data.Await;

/** The server as an operator gets it: with durable data, over several starts. */
class EmbeddedPostgresTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Shared, as unpacking takes longer than all the rest. */
    private static final Path BINARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "stoa-" + System.getProperty("user.name"));

    @TempDir
    private Path directory;

    @Test
    void dataSurvivesStopAndCrashOfPlatformAndServer() throws Exception {
        int port;
        try (EmbeddedPostgres first = start()) {
            port = first.port();
            execute(first, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)");
            assertThat(text(first, "SHOW fsync")).isEqualTo("on");
            assertThat(text(first, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Files.readAllLines(directory.resolve("postgresql/data/postmaster.pid"))
                            .get(4))
                    .as("directory of a Unix socket")
                    .isEmpty();
            assertThat(text(first, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThatExceptionOfType(DatabaseStartException.class)
                    .isThrownBy(this::start)
                    .withMessageContaining("in use by another running platform");
            assertThat(Files.getPosixFilePermissions(directory.resolve("postgresql/passwords.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));

            kill(first);
            Await.until("restart by the watchdog", LIMIT, () -> canExecute(first, "INSERT INTO kept VALUES (2)"));
            assertThat(first.port()).isEqualTo(port);

            first.restart();
            assertThat(first.port()).isEqualTo(port);
            execute(first, "INSERT INTO kept VALUES (3)");
        }
        assertThat(canConnect(port)).isFalse();

        long left = startInProcessThatDies();
        try (EmbeddedPostgres adopted = start()) {
            assertThat(adopted.pid()).as("the server that was left over").isEqualTo(left);
            assertThat(text(adopted, "SELECT string_agg(n::text, ',' ORDER BY n) FROM kept"))
                    .isEqualTo("1,2,3");
            kill(adopted);
            Await.until(
                    "restart of an adopted server", LIMIT, () -> canExecute(adopted, "INSERT INTO kept VALUES (4)"));
        }
        assertThat(RunningServer.on(directory.toRealPath().resolve("postgresql/data")))
                .isEmpty();

        leaveStalePid();
        try (EmbeddedPostgres last = start()) {
            assertThat(text(last, "SELECT count(*) FROM kept")).isEqualTo("4");
        }
        changeMajorVersion();
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(this::start)
                .withMessageContaining("written by PostgreSQL 17")
                .withMessageContaining("pg_dump");
    }

    @Test
    void interruptedCreationIsBegunAgain() throws IOException {
        Path unfinished = Files.createDirectories(directory.resolve("postgresql/data.new"));
        Files.writeString(unfinished.resolve("PG_VERSION"), "18");

        try (EmbeddedPostgres server = start()) {
            assertThat(text(server, "SELECT 1")).isEqualTo("1");
        }
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void directoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(file))
                .withMessageContaining(file.toString())
                .withMessageContaining("STOA_DATA_DIR");
    }

    @Test
    void lostPasswordsAreNamed() throws IOException {
        Path data = Files.createDirectories(directory.resolve("postgresql/data"));
        Files.writeString(data.resolve("PG_VERSION"), "18\n");

        assertThatThrownBy(this::start).hasMessageContaining("passwords.properties is missing");
    }

    @Test
    void directoryThatHoldsSomethingElseIsLeftAlone() throws IOException {
        Path data = Files.createDirectories(directory.resolve("postgresql/data"));
        Path something = Files.writeString(data.resolve("something"), "in the way");

        assertThatThrownBy(this::start).hasMessageContaining("holds files, but no PostgreSQL database");
        assertThat(something).exists();
    }

    @Test
    void rootCanRunItAsNobody() throws IOException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root");
        for (Path path = directory; path.getNameCount() > 1; path = path.getParent()) {
            path.toFile().setExecutable(true, false);
        }
        ServerUser nobody = ServerUser.nobody(Path.of("/"));
        ServerDirectory opened = ServerDirectory.open(directory);

        try (EmbeddedPostgres server = EmbeddedPostgres.start(opened, BINARIES, nobody, false)) {
            assertThat(text(server, "SELECT 1")).isEqualTo("1");
            assertThat(Files.getAttribute(directory.resolve("postgresql/data"), "unix:uid"))
                    .isEqualTo(65534);
            kill(server);
            Await.until("restart by the watchdog", LIMIT, () -> canExecute(server, "SELECT 1"));
        }
    }

    /** Run as a process of its own: starts the server and dies without a word. */
    public static final class Dying {
        public static void main(String[] arguments) {
            EmbeddedPostgres server =
                    EmbeddedPostgres.start(ServerDirectory.open(Path.of(arguments[0])), BINARIES, null, false);
            System.out.println(server.pid());
            System.out.flush();
            Runtime.getRuntime().halt(137);
        }
    }

    private long startInProcessThatDies() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dying.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            long pid = Long.parseLong(output.readLine().trim());
            assertThat(process.waitFor()).isEqualTo(137);
            return pid;
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(ServerDirectory.open(directory), BINARIES, null, false);
    }

    private static void kill(EmbeddedPostgres server) {
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
    }

    private void leaveStalePid() throws IOException {
        List<String> lines = List.of(
                String.valueOf(ProcessHandle.current().pid()),
                directory.resolve("postgresql/data").toRealPath().toString(),
                "1700000000",
                "5432",
                "",
                "127.0.0.1",
                "1 1",
                "ready   ");
        Files.write(directory.resolve("postgresql/data/postmaster.pid"), lines);
    }

    private void changeMajorVersion() throws IOException {
        Files.writeString(directory.resolve("postgresql/data/PG_VERSION"), "17\n");
    }

    private static boolean canConnect(int port) {
        PostgresServer nobody = new PostgresServer("jdbc:postgresql://127.0.0.1:" + port + "/stoa", "x", "x");
        try (Connection connection = nobody.owner().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return !"08001".equals(e.getSQLState());
        }
    }

    private static boolean canExecute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.server().owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        assertThat(canExecute(server, sql)).as(sql).isTrue();
    }

    private static String text(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.server().owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
