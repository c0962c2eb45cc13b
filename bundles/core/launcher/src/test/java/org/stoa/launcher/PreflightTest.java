package org.stoa.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {

    @Test
    void freePortAndEmbeddedDatabaseMayStart() throws Exception {
        assertThatCode(() -> Preflight.check(settings("127.0.0.1", freePort(), "")))
                .doesNotThrowAnyException();
    }

    @Test
    void externalPostgresMayStart() throws Exception {
        assertThatCode(() -> Preflight.check(settings("127.0.0.1", freePort(), "jdbc:postgresql://db:5432/stoa")))
                .doesNotThrowAnyException();
    }

    @Test
    void fullDiskIsRefusedAndSaysHowMuchIsMissing() {
        Path directory = Path.of("/data/stoa");

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.checkSpace(directory, 3_999_999, false))
                .withMessageContaining("/data/stoa has 3 MB left")
                .withMessageContaining("needs 110 MB")
                .withMessageContaining("STOA_DATA_DIR");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.checkSpace(directory, 150_000_000, true))
                .withMessageContaining("needs 250 MB");
        assertThatCode(() -> Preflight.checkSpace(directory, 150_000_000, false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "80a", "0", "-1", "65536", "99999999999", "8181 "})
    void whatIsNoPortIsRefusedByTheNameOfItsVariable(String port) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.check(settings("127.0.0.1", port, "")))
                .withMessageContaining("STOA_HTTP_PORT")
                .withMessageContaining("1 to 65535")
                .withMessageNotContaining("\n");
    }

    @Test
    void portInUseIsRefusedAndNamesTheVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatExceptionOfType(StartRefusedException.class)
                    .isThrownBy(() -> Preflight.check(settings("127.0.0.1", port, "")))
                    .withMessageContaining(port)
                    .withMessageContaining("in use")
                    .withMessageContaining("STOA_HTTP_PORT");
        }
    }

    @Test
    void hostWithoutAddressIsRefused() throws Exception {
        String port = freePort();

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.check(settings("no-such-host.invalid", port, "")))
                .withMessageContaining("STOA_HTTP_HOST")
                .withMessageContaining("no-such-host.invalid");
    }

    @Test
    void addressOfAnotherMachineIsRefused() throws Exception {
        String port = freePort();

        // RFC 5737: an address for documentation, which no machine has
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.check(settings("192.0.2.1", port, "")))
                .withMessageContaining("STOA_HTTP_HOST")
                .withMessageContaining("no address of this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/stoa", "jdbc:mysql://db/stoa", "db:5432", " "})
    void urlOfAnotherDatabaseIsRefusedWithoutRepeatingIt(String url) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.check(settings("127.0.0.1", "8181", url)))
                .withMessageContaining("STOA_DATABASE_URL")
                .withMessageContaining("jdbc:postgresql://")
                .withMessageNotContaining("mysql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:6379",
                "http://:hush@cache:6379",
                "redis://:hush@cache",
                "redis://:hush @cache:6379",
                "redis://:hush@cache:6379/abc",
                "redis://:hush@cache:6379/99999999999"
            })
    void urlOfSomethingElseThanARedisIsRefusedWithoutRepeatingIt(String url) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Preflight.check(settings("127.0.0.1", "8181", "", url)))
                .withMessageContaining("STOA_REDIS_URL")
                .withMessageContaining("redis://user:password@host:6379/0")
                .withMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://cache:6379",
                "redis://cache:6379/",
                "rediss://stoa:hush@cache.example:6380/2",
                "redis://:hush@[::1]:6379/0"
            })
    void urlOfARedisIsTaken(String url) throws Exception {
        Preflight.check(settings("127.0.0.1", freePort(), "jdbc:postgresql://db/stoa", url));
    }

    private static Settings settings(String host, String port, String databaseUrl) {
        return settings(host, port, databaseUrl, "");
    }

    private static Settings settings(String host, String port, String databaseUrl, String redisUrl) {
        return new Settings(Path.of("home"), Path.of("data"), host, port, databaseUrl, redisUrl, "admin@stoa.example");
    }

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
