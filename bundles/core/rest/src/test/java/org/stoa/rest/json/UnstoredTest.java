package org.stoa.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;

/** Trees that are only looked at may hold what cannot be stored; nothing else of the same body may. */
class UnstoredTest {

    record Probe(String name, Json kept, JsonNode seen, Map<String, JsonNode> more) {}

    private static Probe read(String body) throws IOException {
        try (JsonCodec codec = new JsonCodec(UnstoredTest.class.getClassLoader(), 10_000)) {
            byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            return (Probe) codec.read(codec.readerFor(Probe.class), bytes, Locale.ENGLISH);
        }
    }

    private static List<String> refused(String body) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body));
        assertThat(problem).as("the problem with %s", body).isNotNull();
        return problem.errors().stream().map(FieldError::field).toList();
    }

    @Test
    void treesHoldNulAndLongNumbers() throws IOException {
        Probe probe = read("{'seen': {'a': ['\\u0000', 1e308]}, 'more': {'b': '\\u0000'}}");
        assertThat(probe.seen().at("/a/0").textValue()).isEqualTo("\0");
        assertThat(probe.seen().at("/a/1").doubleValue()).isEqualTo(1e308);
        assertThat(probe.more().get("b").textValue()).isEqualTo("\0");
    }

    @Test
    void whatIsStoredBesideThemDoesNot() {
        assertThat(refused("{'seen': '\\u0000', 'name': '\\u0000'}")).containsExactly("name");
        assertThat(refused("{'seen': {'kept': '\\u0000'}, 'kept': {'seen': '\\u0000'}}"))
                .containsExactly("kept.seen");
        assertThat(refused("{'kept': {'seen': {'seen': 1}, 'x': '\\u0000'}, 'seen': 1}"))
                .containsExactly("kept.x");
    }

    @Test
    void halvesOfSurrogatePairsAreRefusedEverywhere() {
        assertThat(refused("{'seen': ['\\ud800']}")).containsExactly("seen[0]");
    }
}
