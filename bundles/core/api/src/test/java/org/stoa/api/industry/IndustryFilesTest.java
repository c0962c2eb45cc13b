package org.stoa.api.industry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndustryFilesTest {

    private static final String BROKEN = "{\n  \"type\": \"object\",\n}";

    @Test
    void filesAreIncluded() {
        assertThat(read(Map.of(
                        "industry.json", "{\"a\": {\"$file\": \"more/a.json\"}, \"b\": 1}",
                        "more/a.json", "[{ \"$file\" : \"more/c.json\" }]",
                        "more/c.json", "\"Bäume $1\"")))
                .isEqualTo("{\"a\": [\"Bäume $1\"], \"b\": 1}");
    }

    @Test
    void brokenFileIsNamedWithLineAndColumn() {
        assertThatThrownBy(
                        () -> read(Map.of("industry.json", "{\"a\": {\"$file\": \"dog.json\"}}", "dog.json", BROKEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dog.json, line 3, column 1: Unexpected character ('}'");
        assertThatThrownBy(() -> read(Map.of("industry.json", BROKEN)))
                .hasMessageStartingWith("industry.json, line 3, column 1: ");
        assertThatThrownBy(() -> read(Map.of("industry.json", "{\"a\": 1, \"a\": 2}")))
                .hasMessageContaining("industry.json, line 1, column 13: Duplicate field 'a'");
        assertThatThrownBy(() -> read(Map.of("industry.json", "{\"a\": "))).hasMessageStartingWith("industry.json, ");
        assertThatThrownBy(() -> read(Map.of("industry.json", " "))).hasMessage("industry.json is empty");
        assertThatThrownBy(() -> read(Map.of("industry.json", "{} {}")))
                .hasMessage("industry.json holds more than one JSON value");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> read(Map.of("industry.json", "[{\"$file\": \"none.json\"}]")))
                .hasMessageContaining("there is no none.json beside " + Anchor.class.getName());
    }

    @Test
    void fileThatIncludesItselfIsRefused() {
        assertThatThrownBy(() -> read(Map.of("industry.json", "[{\"$file\": \"industry.json\"}]")))
                .hasMessageContaining("industry.json is included by itself");
    }

    private static String read(Map<String, String> files) {
        return IndustryFiles.read(new Files(files).anchor());
    }

    private static final class Anchor {}

    /** Has files beside the anchor, by name. */
    private static final class Files extends ClassLoader {
        private final Map<String, String> files;

        Files(Map<String, String> files) {
            super(null);
            this.files = files;
        }

        Class<?> anchor() {
            String name = Anchor.class.getName();
            try (InputStream in =
                    Anchor.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] content = in.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            String text = files.get(name.substring("org/stoa/api/industry/".length()));
            return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
