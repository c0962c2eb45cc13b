package org.stoa.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    private Path home;

    @BeforeEach
    void writeConfiguration() throws Exception {
        Files.createDirectories(home.resolve("etc"));
        write(
                "org.ops4j.pax.web.cfg",
                """
                # a comment
                org.osgi.service.http.port = ${env:STOA_HTTP_PORT:-8181}
                org.ops4j.pax.web.listening.addresses = ${env:STOA_HTTP_HOST:-127.0.0.1}
                """);
        write(
                "org.stoa.data.cfg",
                """
                url = ${env:STOA_DATABASE_URL:-}
                redisUrl = ${env:STOA_REDIS_URL:-}
                """);
        write("org.stoa.access.cfg", "administrator.email = ${env:STOA_ADMIN_EMAIL:-admin@stoa.local}\n");
    }

    @Test
    void withoutEnvironmentTheDefaultsHold() throws Exception {
        Settings settings = Settings.read(home, home.resolve("var"), Map.of());

        assertThat(settings.baseUrl()).isEqualTo("http://127.0.0.1:8181");
        assertThat(settings.databaseUrl()).isEmpty();
        assertThat(settings.redisUrl()).isEmpty();
        assertThat(settings.administratorEmail()).isEqualTo("admin@stoa.local");
    }

    @Test
    void environmentIsTaken() throws Exception {
        Settings settings = Settings.read(
                home,
                home.resolve("var"),
                Map.of(
                        "STOA_HTTP_PORT", "9000",
                        "STOA_HTTP_HOST", "localhost",
                        "STOA_DATABASE_URL", "jdbc:postgresql://db/stoa",
                        "STOA_REDIS_URL", "redis://cache:6379",
                        "STOA_ADMIN_EMAIL", "ada@example.org"));

        assertThat(settings.baseUrl()).isEqualTo("http://localhost:9000");
        assertThat(settings.databaseUrl()).isEqualTo("jdbc:postgresql://db/stoa");
        assertThat(settings.redisUrl()).isEqualTo("redis://cache:6379");
        assertThat(settings.administratorEmail()).isEqualTo("ada@example.org");
    }

    @Test
    void emptyVariableCountsAsNotSet() throws Exception {
        Settings settings = Settings.read(home, home.resolve("var"), Map.of("STOA_HTTP_PORT", ""));

        assertThat(settings.httpPort()).isEqualTo("8181");
    }

    @Test
    void plainValueInTheFileIsTakenWithoutTheEnvironment() throws Exception {
        write("org.ops4j.pax.web.cfg", "org.osgi.service.http.port = 7000\n");

        Settings settings = Settings.read(home, home.resolve("var"), Map.of("STOA_HTTP_PORT", "9000"));

        assertThat(settings.httpPort()).isEqualTo("7000");
    }

    @Test
    void missingFilesMeanTheDefaults() throws Exception {
        Settings settings = Settings.read(home.resolve("elsewhere"), home.resolve("var"), Map.of());

        assertThat(settings.baseUrl()).isEqualTo("http://127.0.0.1:8181");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:8181",
        "'::', http://127.0.0.1:8181",
        "'::1', http://[::1]:8181",
        "stoa.example.org, http://stoa.example.org:8181"
    })
    void baseUrlIsWhereThisMachineReachesIt(String host, String url) throws Exception {
        assertThat(Settings.read(home, home.resolve("var"), Map.of("STOA_HTTP_HOST", host))
                        .baseUrl())
                .isEqualTo(url);
    }

    private void write(String file, String text) throws Exception {
        Path written = Files.writeString(home.resolve("etc").resolve(file), text);
        assertThat(written).exists();
    }
}
