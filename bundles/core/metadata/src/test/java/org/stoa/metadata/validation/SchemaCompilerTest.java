package org.stoa.metadata.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.metadata.validation.Trees.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

class SchemaCompilerTest {

    private static List<FieldError> errors(JsonNode schema, ValidationOptions options) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> new SchemaCompiler().compile(schema, options));
        assertThat(problem).as("the problem with %.200s", schema).isNotNull();
        assertThat(problem.code()).isEqualTo(MetadataProblem.SCHEMA_INVALID);
        return problem.errors();
    }

    private static List<FieldError> errors(String schema) {
        return errors(tree(schema), ValidationOptions.STANDARD);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                      | ``              | must be an object or true or false",
                "{'type': 'text'}                        | /type           | must fit one of several schemas",
                "{'properties': {'a': {'minLength': -1}}}| /properties/a/minLength | must be at least 0",
                "{'properties': 1}                       | /properties     | must be an object",
                "{'required': ['a', 'a']}                | /required/1     | must not be the same as item 0",
                "{'items': [{}]}                         | /items          | must be an object or true or false",
                "{'pattern': '(?=a)'}                    | /pattern        | look-ahead is not supported",
                "{'patternProperties': {'(a': {}}}       | /patternProperties/(a | '(' without ')'",
                "{'items': {'pattern': '((a{99}){99}){99}'}} | /items/pattern | repetitions multiply",
                "{'$ref': '#/$defs/a'}                   | /$ref           | names no schema",
                "{'$ref': '#a'}                          | /$ref           | names no schema",
                "{'$ref': 'https://example.org/a'}       | /$ref           | names no schema",
                "{'$ref': 'file:///etc/passwd'}          | /$ref           | names no schema",
                "{'$ref': 'classpath:logback.xml'}       | /$ref           | names no schema",
                "{'$ref': 'jar:file:/a.jar!/b.json'}     | /$ref           | names no schema",
                "{'$dynamicRef': '#a'}                   | /$dynamicRef    | names no schema",
                "{'$ref': 'https://json-schema.org/draft-07/schema'} | /$ref | names no schema",
                "{'$ref': ' :'}                          | /$ref           | must be a URI",
                "{'$schema': 'http://json-schema.org/draft-07/schema#'} | /$schema | must be https://json-schema.org/draft/2020-12/schema",
                "{'$defs': {'a': {'$schema': 'https://example.org/mine'}}} | /$defs/a/$schema | must be https://json-schema.org/draft/2020-12/schema",
                "{'$ref': '#'}                           | /$ref           | refers to itself without end",
                "{'allOf': [{'$ref': '#'}]}              | /allOf/0/$ref   | refers to itself without end",
                "{'not': {'anyOf': [{'if': {'$ref': '#'}}]}} | /not/anyOf/0/if/$ref | refers to itself without end",
                "{'dependentSchemas': {'a': {'$ref': '#'}}} | /dependentSchemas/a/$ref | refers to itself without end",
                "{'$dynamicAnchor': 'a', 'then': {'$dynamicRef': '#a'}} | /then/$dynamicRef | refers to itself without end",
                "{'maximum': 1e500}                      | /maximum        | at most 400 digits",
            })
    void refuses(String schema, String pointer, String message) {
        assertThat(errors(schema)).anySatisfy(error -> {
            assertThat(error.field()).isEqualTo(pointer);
            assertThat(error.message()).contains(message);
        });
    }

    @Test
    void refusesCirclesOfSeveralReferences() {
        assertThat(
                        errors(
                                "{'$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/c'}, 'c': {'$ref': '#/$defs/a'}}}"))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("without end"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties': {'child': {'$ref': '#'}}}",
                "{'items': {'$ref': '#'}}",
                "{'propertyNames': {'$ref': '#'}}",
                "{'$defs': {'a': {'properties': {'b': {'$ref': '#/$defs/a'}}}}, '$ref': '#/$defs/a'}",
                "{'$dynamicAnchor': 'node', 'properties': {'children': {'items': {'$dynamicRef': '#node'}}}}",
                "{'properties': {'$ref': {'type': 'string'}, 'pattern': {'$anchor': 'x'}}}",
                "{'enum': [{'$ref': '#'}], 'const': {'pattern': '(?=a)'}, 'default': {'$ref': '#'}}",
                "{'x-note': {'$ref': '#/nowhere'}}",
                "{'$ref': 'https://json-schema.org/draft/2020-12/schema'}",
                "{'$schema': 'https://json-schema.org/draft/2020-12/schema'}",
                "{'x': {'type': 'null'}, 'items': {'$ref': '#/x'}}",
                "true",
            })
    void takes(String schema) {
        assertThat(new SchemaCompiler().compile(tree(schema))).isNotNull();
    }

    @Test
    void namesEveryPlaceAtOnce() {
        assertThat(
                        errors(
                                "{'type': 'text', 'properties': {'a': {'pattern': '(', '$ref': '#/x'}, 'b': {'minimum': 'c'}}}"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "/type", "/properties/a/pattern", "/properties/a/$ref", "/properties/b/minimum");
    }

    @Test
    void namesPlacesInWhatWasGivenByItsUri() {
        Map<String, JsonNode> given =
                Map.of("https://example.org/a", tree("{'items': {'pattern': '['}, 'type': 'x', '$ref': '#/b'}"));
        assertThat(errors(tree("{'$ref': 'https://example.org/a'}"), new ValidationOptions(true, given)))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "https://example.org/a#/items/pattern",
                        "https://example.org/a#/type",
                        "https://example.org/a#/$ref");
    }

    @Test
    void refusesMetaSchemasOfMetaSchemas() {
        Map<String, JsonNode> given = Map.of(
                "https://example.org/a", tree("{'$id': 'https://example.org/a', '$schema': 'https://example.org/a'}"));
        assertThat(errors(tree("{'$schema': 'https://example.org/a'}"), new ValidationOptions(true, given)))
                .extracting(FieldError::field)
                .containsExactly("/$schema");
    }
}
