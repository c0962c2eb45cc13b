package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator gets wrong is said in one sentence that tells what to do. */
class TroubleIT {

    @Test
    void portThatIsNoNumberIsNamed() {
        try (StoaProcess stoa = StoaProcess.prepare("port-no-number")) {
            stoa.with("STOA_HTTP_PORT", "eighty").launch();

            assertRefused(stoa, "eighty", "STOA_HTTP_PORT");
        }
    }

    @Test
    void dataDirectoryBehindAFileIsNamed() throws IOException {
        try (StoaProcess stoa = StoaProcess.prepare("directory-is-a-file")) {
            Path file = Files.createFile(stoa.dataDirectory().resolveSibling("file"));
            stoa.with("STOA_DATA_DIR", file.resolve("data").toString()).launch();

            assertRefused(stoa, file.toString(), "STOA_DATA_DIR");
        }
    }

    @Test
    void databaseUrlOfAnotherKindIsNamed() {
        try (StoaProcess stoa = StoaProcess.prepare("database-url")) {
            stoa.with("STOA_DATABASE_URL", "jdbc:mysql://127.0.0.1/stoa").launch();

            assertRefused(stoa, "jdbc:postgresql:", "STOA_DATABASE_URL");
        }
    }

    @Test
    void databaseThatRefusesThePasswordIsNamedWhileTheProcessStaysUp() throws Exception {
        try (StoaProcess server = StoaProcess.prepare("database-password");
                StoaProcess stoa = StoaProcess.prepare("database-password-client")) {
            server.start();
            String url = EmbeddedDatabase.of(server).url();
            stoa.with("STOA_DATABASE_URL", url)
                    .with("STOA_DATABASE_USER", "stoa_owner")
                    .with("STOA_DATABASE_PASSWORD", "wrong")
                    .launch();

            boolean named = Poll.until(
                    Duration.ofSeconds(60),
                    () -> stoa.output().contains("STOA_DATABASE_PASSWORD") && stoa.status("/health/live") == 200);

            assertThat(named).as(stoa.output()).isTrue();
            assertThat(stoa.status("/health/ready")).isEqualTo(503);
            assertThat(stoa.output()).doesNotContain("\tat ");
        }
    }

    private static void assertRefused(StoaProcess stoa, String... words) {
        assertThat(stoa.awaitEnd()).as(stoa.output()).isEqualTo(1);
        assertThat(stoa.output()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
