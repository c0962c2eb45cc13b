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

/**
 * The guide to modules, from where the project that the archetype generates is built: its KAR is installed, enabled and
 * called, command by command.
 */
class ForeignModuleIT {
    private static final Path GUIDE = Path.of("../docs/writing-a-module.md");
    private static final Path PROJECT = Path.of("../bundles/module-archetype/target/it/com.example.guestbook");
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String LOGIN = "{\"email\": \"admin@stoa.local\", \"password\": \"%s\"}";
    private static final String PASSWORD = "guide-to-the-Stoa-42";

    @Test
    void everyCommandDoesWhatTheTextSays() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/curl")), "skipped: the guide uses curl, which is not installed");
        assertThat(PROJECT.resolve("target"))
                .as("the project that the tests of bundles/module-archetype build; run these before")
                .isDirectoryContaining("glob:**.kar");
        try (StoaProcess stoa = StoaProcess.prepare("foreign-module")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_PROFILE", "development")) {
            stoa.start();

            String output = run(stoa, commands(stoa));

            assertThat(output)
                    .as("the plan, then the installation")
                    .containsSubsequence("INSTALL guestbook", "V1__notes.sql", "INSTALL of guestbook 1.0.0 COMPLETED")
                    .as("sent once more, it is there already")
                    .containsSubsequence("COMPLETED", "\"toVersion\":\"1.0.0\"", "\"state\":\"COMPLETED\"")
                    .as("it is enabled and called")
                    .containsSubsequence(
                            "Module guestbook is enabled for acme",
                            "\"text\":\"Hello\"",
                            "The first note",
                            "nextCursor");
        }
    }

    /** What follows the build, for the platform and the project of this test. */
    private static String commands(StoaProcess stoa) throws IOException {
        String guide = Files.readString(GUIDE);
        String steps = guide.substring(guide.indexOf("**4. Install it.**"), guide.indexOf("## Names"));
        StringBuilder commands = new StringBuilder("set -eu\nTOKEN=$OPERATOR\n");
        Matcher matcher = COMMANDS.matcher(steps);
        while (matcher.find()) {
            commands.append(matcher.group(1));
        }
        assertThat(commands).contains("http://127.0.0.1:8181", "../stoa/karaf-distribution/target/assembly/bin/stoa");
        return commands.toString()
                .replace("http://127.0.0.1:8181", stoa.baseUrl())
                .replace(
                        "../stoa/karaf-distribution/target/assembly",
                        stoa.installation().toString())
                .replace("1.0.0-SNAPSHOT.kar", "1.0.0.kar");
    }

    private static String run(StoaProcess stoa, String commands) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", commands)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .put("STOA_DATA_DIR", stoa.dataDirectory().toAbsolutePath().toString());
        builder.environment()
                .put(
                        "OPERATOR",
                        new Api(stoa.baseUrl())
                                .post("/auth/login", LOGIN.formatted(PASSWORD))
                                .expect(200)
                                .at("/accessToken"));
        Process shell = builder.start();
        shell.getOutputStream().close();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("the commands ended well:\n" + output).isZero();
        return output;
    }
}
