package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's tour, command by command as a new user pastes it. */
class TourIT {

    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String PASSWORD = "tour-of-the-Stoa-42";

    @Test
    void everyCommandDoesWhatTheTextSays() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "skipped: the tour uses curl, which is not installed");
        try (StoaProcess stoa = StoaProcess.prepare("tour").with("STOA_ADMIN_PASSWORD", PASSWORD)) {
            stoa.start();

            String output = run(tour(stoa.baseUrl()));

            assertThat(output)
                    .as("the tenant is created")
                    .containsPattern("\"identifier\" ?: ?\"go-models\"")
                    .as("enabling is refused first, with what is missing")
                    .containsSubsequence("tenant-details-incomplete", "missingFields", "company.legalName")
                    .as("then it is enabled and invoices are created")
                    .containsSubsequence("\"applied\":true", "2900.00", "\"EUR\"", "3200.50", "\"USD\"")
                    .as("the second tenant finds neither the module nor the first tenant")
                    .containsSubsequence("film-studio-x", "\"no-such-path\"", "\"not-found\"")
                    .as("the audit log tells the story, newest first")
                    .containsSubsequence("invoice.create", "customer.create", "module.enable", "tenant.update");
        }
    }

    /** Everything after the commands that build and start, with the address and the password of this platform. */
    private static String tour(String baseUrl) throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        StringBuilder commands = new StringBuilder("set -eu\n");
        Matcher matcher = COMMANDS.matcher(readme);
        while (matcher.find()) {
            if (!matcher.group(1).startsWith("./mvnw") && !matcher.group(1).contains("bin/stoa")) {
                commands.append(matcher.group(1));
            }
        }
        assertThat(commands).contains("http://127.0.0.1:8181", "<the printed password>");
        return commands.toString()
                .replace("http://127.0.0.1:8181", baseUrl)
                .replace("<the printed password>", PASSWORD);
    }

    private static String run(String commands) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", commands)
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("the tour ended well:\n" + output).isZero();
        return output;
    }
}
