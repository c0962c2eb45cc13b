package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;

/**
 * The official test suite of JSON Schema (https://github.com/json-schema-org/JSON-Schema-Test-Suite, draft 2020-12)
 * through the platform's own endpoint. It is not part of this repository: the system property {@code
 * stoa.vectors} names the folder that holds it as {@code json-schema-2020-12}, or {@code shared/vectors} is looked for
 * beside the checkout and further up.
 */
class JsonSchemaSuiteTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Path suite;
    private static TestPlatform platform;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        suite = find();
        if (suite != null) {
            platform = TestPlatform.start();
            client = platform.createTenant("acme").admin();
        }
    }

    @BeforeEach
    void skipWithoutSuite() {
        assumeTrue(suite != null, "the JSON Schema test suite is not here: set -Dstoa.vectors=<folder>");
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    private static Path find() {
        String property = System.getProperty("stoa.vectors");
        if (property != null) {
            return Path.of(property, "json-schema-2020-12");
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/vectors/json-schema-2020-12");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    @Test
    void everyRequiredTestPasses() throws IOException {
        assertThat(failures("tests/draft2020-12", false)).isEmpty();
    }

    /** What is optional is not all there: the rate is for the documentation. */
    @Test
    void mostFormatsAreAsserted() throws IOException {
        assertThat(failures("tests/draft2020-12/optional/format", true)).hasSizeLessThan(60);
    }

    private static List<String> failures(String folder, boolean formats) throws IOException {
        ObjectNode remotes = remotes();
        List<String> failures = new ArrayList<>();
        int total = 0;
        for (Path file : files(suite.resolve(folder), 1)) {
            for (JsonNode group : MAPPER.readTree(file.toFile())) {
                for (JsonNode test : group.path("tests")) {
                    total++;
                    String answer = answer(group.path("schema"), test.path("data"), remotes, formats);
                    if (!answer.equals("200 " + test.path("valid"))) {
                        failures.add(file.getFileName() + ": " + group.path("description") + ": "
                                + test.path("description") + " answered " + answer);
                    }
                }
            }
        }
        System.out.printf("%s: %d of %d passed%n", folder, total - failures.size(), total);
        return failures;
    }

    private static String answer(JsonNode schema, JsonNode data, ObjectNode remotes, boolean formats) {
        ObjectNode body = MAPPER.createObjectNode().put("formats", formats);
        body.set("schema", schema);
        body.set("data", data);
        if (schema.toString().contains("localhost:1234")) {
            body.set("remotes", remotes);
        }
        ApiResponse response = client.post("/validations", body);
        return response.status() + " "
                + (response.status() == 200 ? response.json().path("valid") : response.json());
    }

    /** Under the addresses that the suite expects them at: those of this draft, and those that are of no draft. */
    private static ObjectNode remotes() throws IOException {
        Path root = suite.resolve("remotes");
        ObjectNode remotes = MAPPER.createObjectNode();
        for (Path file : files(root, Integer.MAX_VALUE)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (name.startsWith("draft2020-12/") || !name.matches("(draft|v1).*")) {
                remotes.set("http://localhost:1234/" + name, MAPPER.readTree(file.toFile()));
            }
        }
        return remotes;
    }

    private static List<Path> files(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
