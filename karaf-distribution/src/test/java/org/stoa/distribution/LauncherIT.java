package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What an operator sees of {@code bin/stoa}, over one data directory through several starts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {

    private static StoaProcess stoa;
    private static Instant beginning;

    @BeforeAll
    static void startFirst() {
        stoa = StoaProcess.prepare("launcher").with("STOA_ADMIN_EMAIL", "ada@example.org");
        beginning = Instant.now();
        stoa.start();
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    @Test
    @Order(1)
    void bannerSaysWhereItIsWhoMaySignInAndWhatToTry() {
        assertThat(stoa.output())
                .contains(stoa.baseUrl(), "ada@example.org", "Password", "/api/v1/auth/login", "/api/docs")
                .doesNotContain("Exception");
        assertThat(stoa.dataDirectory().resolve("first-administrator")).doesNotExist();
    }

    @Test
    @Order(2)
    void answersDoNotTellWhichServerTheyComeFrom() throws Exception {
        var answer = stoa.send(HttpRequest.newBuilder(URI.create(stoa.baseUrl() + "/health/live"))
                .build());

        assertThat(answer.headers().map()).doesNotContainKeys("Server", "server", "X-Powered-By");
    }

    @Test
    @Order(1)
    void dataDirectoryIsClosedToOthers() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stoa.dataDirectory())))
                .isEqualTo("rwx------");
    }

    @Test
    @Order(1)
    void secondPlatformOnTheSameDataDirectoryIsRefused() {
        StoaProcess second = stoa.beside("second").launch();

        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.output())
                .hasLineCount(1)
                .contains("in use by another running Stoa")
                .contains("STOA_DATA_DIR");
    }

    @Test
    @Order(1)
    void portInUseIsRefused() {
        try (StoaProcess other = StoaProcess.prepare("launcher-port")) {
            other.with(
                            "STOA_HTTP_PORT",
                            Integer.toString(URI.create(stoa.baseUrl()).getPort()))
                    .launch();

            assertThat(other.awaitEnd()).isEqualTo(1);
            assertThat(other.output())
                    .hasLineCount(1)
                    .contains("STOA_HTTP_PORT")
                    .contains("in use");
        }
    }

    @Test
    @Order(1)
    @EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "Karaf's shell needs a JDK older than 24")
    void shellRunsCommandsInTheRunningPlatform() {
        assertThat(stoa.shell("tenant:list")).contains("Identifier", "There is no tenant.");
        // one that Karaf keeps for administrators
        assertThat(stoa.shell("system:property stoa.data.directory"))
                .contains(stoa.dataDirectory().toString());
    }

    @Test
    @Order(2)
    void sigtermStopsEverythingInGoodOrder() throws Exception {
        Path pidFile = stoa.dataDirectory().resolve("postgresql/data/postmaster.pid");
        long postgres = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        assertThat(program(postgres)).as("PostgreSQL").isPresent();

        assertThat(stoa.stop()).isEqualTo(143);
        assertThat(stoa.output()).contains("Stopped in").doesNotContain("did not end in time");
        assertThat(stoa.dataDirectory().resolve("console.sock")).doesNotExist();
        assertThat(pidFile).doesNotExist();
        // it may still be in the process table, without a program, until its parent has taken note
        assertThat(program(postgres)).as("PostgreSQL").isEmpty();
    }

    @Test
    @Order(3)
    void laterStartShowsNoPassword() {
        stoa.start();

        assertThat(stoa.output()).contains("ada@example.org").doesNotContain("Password  ");
    }

    @Test
    @Order(4)
    void afterKillMinusNineItSimplyStartsAgain() {
        stoa.kill();
        stoa.start();

        assertThat(stoa.output()).contains("Stoa is ready");
    }

    @Test
    @Order(5)
    void nothingIsWrittenIntoTheInstallation() throws Exception {
        try (Stream<Path> files = Files.walk(stoa.installation())) {
            assertThat(files.filter(LauncherIT::isNew)).isEmpty();
        }
    }

    private static boolean isNew(Path path) {
        try {
            return Files.isRegularFile(path)
                    && Files.getLastModifiedTime(path).toInstant().isAfter(beginning);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> program(long process) {
        return ProcessHandle.of(process).flatMap(handle -> handle.info().command());
    }
}
