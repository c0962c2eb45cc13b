package org.stoa.metadata.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stoa.metadata.validation.Trees.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledSchemaTest {

    private static List<Violation> violations(String schema, String data) {
        return new SchemaCompiler().compile(tree(schema)).validate(tree(data));
    }

    @ParameterizedTest(name = "{0} of {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'string'}                       | 1           | ``     | must be a text",
                "{'type': ['integer', 'null']}            | 1.5         | ``     | must be a whole number or null",
                "{'enum': ['a', 'b', 3]}                  | 'c'         | ``     | must be one of \"a\", \"b\", 3",
                "{'enum': ['a']}                          | 'c'         | ``     | must be \"a\"",
                "{'const': {'a': 1}}                      | {}          | ``     | must be {\"a\":1}",
                "{'minimum': 3}                           | 2           | ``     | must be at least 3",
                "{'maximum': 3.5}                         | 4           | ``     | must be at most 3.5",
                "{'exclusiveMinimum': 3}                  | 3           | ``     | must be more than 3",
                "{'exclusiveMaximum': 3}                  | 3           | ``     | must be less than 3",
                "{'multipleOf': 0.01}                     | 1.005       | ``     | must be a multiple of 0.01",
                "{'minLength': 2}                         | 'a'         | ``     | must have at least 2 characters",
                "{'maxLength': 1}                         | 'ab'        | ``     | must have at most 1 character",
                "{'pattern': '^a$'}                       | 'b'         | ``     | must match the pattern ^a$",
                "{'format': 'date'}                       | '2025-02-30'| ``     | must be a date such as 2025-12-31",
                "{'format': 'email'}                      | 'a'         | ``     | must be an e-mail address",
                "{'format': 'uuid'}                       | '019a'      | ``     | must be a UUID such as 019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b",
                "{'items': {'format': 'ipv6'}}            | ['::g']     | /0     | must be an IPv6 address such as 2001:db8::1",
                "{'minItems': 1}                          | []          | ``     | must have at least 1 item",
                "{'maxItems': 1}                          | [1, 2]      | ``     | must have at most 1 item",
                "{'uniqueItems': true}                    | [1, 2, 1.0] | /2     | must not be the same as item 0",
                "{'contains': {'const': 1}}               | [2]         | ``     | must have at least 1 item that fits the schema under \"contains\"",
                "{'contains': {'const': 1}, 'minContains': 2} | [1]     | ``     | must have at least 2 items that fit the schema under \"contains\"",
                "{'contains': {'const': 1}, 'maxContains': 1} | [1, 1]  | ``     | must have at most 1 item that fits the schema under \"contains\"",
                "{'minProperties': 1}                     | {}          | ``     | must have at least 1 member",
                "{'maxProperties': 0}                     | {'a': 1}    | ``     | must have at most 0 members",
                "{'required': ['a']}                      | {}          | /a     | is required",
                "{'dependentRequired': {'a': ['b']}}      | {'a': 1}    | /b     | is required where \"a\" is given",
                "{'additionalProperties': false}          | {'a': 1}    | /a     | must not be given",
                "{'unevaluatedProperties': false}         | {'a': 1}    | /a     | must not be given",
                "{'unevaluatedItems': false}              | [1]         | /0     | must not be given",
                "{'properties': {'a': false}}             | {'a': 1}    | /a     | must not be given",
                "{'propertyNames': {'maxLength': 1}}      | {'ab': 1}   | /ab    | has a name that must have at most 1 character",
                "{'not': {'const': 1}}                    | 1           | ``     | must not fit the schema under \"not\"",
                "{'anyOf': [{'type': 'string'}, {'type': 'null'}]} | 1  | ``     | must fit one of several schemas: must be a text; or must be null",
                "{'anyOf': [{'required': ['email']}, {'required': ['phone']}]} | {} | `` | must fit one of several schemas: /email is required; or /phone is required",
                "{'oneOf': [{'type': 'string'}, {'type': 'null'}]} | 1  | ``     | must fit exactly one of several schemas: must be a text; or must be null",
                "{'oneOf': [{'type': 'integer'}, {'minimum': 0}, {'maximum': 0}]} | 1  | `` | must fit exactly one of several schemas, but fits number 0, 1",
                "{'anyOf': [{'oneOf': [{'const': 1}, {'const': 2}]}, {'const': 3}]} | 4  | `` | must fit one of several schemas: must fit exactly one of several schemas: must be 1; or must be 2; or must be 3",
                "{'if': {'required': ['a']}, 'then': {'required': ['b']}} | {'a': 1} | /b | is required",
                "{'properties': {'a/b~c': {'items': {'type': 'null'}}}} | {'a/b~c': [null, 1]} | /a~1b~0c/1 | must be null",
                "{'$defs': {'n': {'type': 'null'}}, 'properties': {'a': {'$ref': '#/$defs/n'}}} | {'a': 1} | /a | must be null",
                "{'dependentSchemas': {'a': {'required': ['c']}}} | {'a': 1} | /c | is required",
            })
    void says(String schema, String data, String pointer, String message) {
        assertThat(violations(schema, data))
                .as("%s of %s", schema, data)
                .extracting(Violation::pointer, Violation::message)
                .containsExactly(tuple(pointer, message));
    }

    @Test
    void findsEveryViolationAtOnce() {
        assertThat(violations(
                        """
                        {'type': 'object', 'required': ['name', 'age'], 'additionalProperties': false,
                         'properties': {'name': {'type': 'string'}, 'age': {'minimum': 18},
                                        'links': {'items': {'format': 'uri'}}}}""",
                        "{'age': 3, 'links': ['http://example.org/', 'x'], 'more': 1}"))
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactlyInAnyOrder(
                        tuple("/name", "required"),
                        tuple("/age", "minimum"),
                        tuple("/links/1", "format"),
                        tuple("/more", "additionalProperties"));
    }

    @Test
    void pointersKeepEveryCharacterOfAName() {
        JsonNode data = tree("{}");
        ((ObjectNode) data).put("line\nbreak\t\\n \"é\" 😀", 1);
        assertThat(new SchemaCompiler()
                        .compile(tree("{'additionalProperties': {'type': 'string'}}"))
                        .validate(data))
                .extracting(Violation::pointer)
                .containsExactly("/line\nbreak\t\\n \"é\" 😀");
    }

    @Test
    void saysAtMostAHundredViolations() {
        JsonNode data = tree("[" + "1,".repeat(5000) + "1]");
        assertThat(new SchemaCompiler()
                        .compile(tree("{'items': {'type': 'string'}}"))
                        .validate(data))
                .hasSize(100);
    }

    @Test
    void shortensLongLists() {
        String many = "'" + "x".repeat(200) + "'" + ", 1".repeat(1) + ", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12";
        assertThat(violations("{'enum': [" + many + "]}", "0")).singleElement().satisfies(violation -> assertThat(
                        violation.message())
                .endsWith("8, 9 or 3 others")
                .hasSizeLessThan(150));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@napf.example",
                "ada@intranet",
                "o'hara+shop@mail.new-domain.photography",
                "\"ada@home\"@x.org",
                "a@[192.0.2.1]",
                "a@[IPv6:2001:db8::1]"
            })
    void addressesMayBeOfAnyDomain(String address) {
        assertThat(new SchemaCompiler().compile(tree("{'format': 'email'}")).validate(TextNode.valueOf(address)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@x.org",
                "ada@",
                ".ada@x.org",
                "a..b@x.org",
                "a b@x.org",
                "a@-x.org",
                "a@b@c",
                "a@[1.2.3]"
            })
    void addressesHaveAMailboxAndADomain(String address) {
        assertThat(new SchemaCompiler().compile(tree("{'format': 'email'}")).validate(TextNode.valueOf(address)))
                .hasSize(1);
    }

    @Test
    void assertsFormatsOnlyWhereAsked() {
        JsonNode schema = tree("{'format': 'date'}");
        SchemaCompiler compiler = new SchemaCompiler();
        assertThat(compiler.compile(schema).validate(tree("'x'"))).hasSize(1);
        assertThat(compiler.compile(schema, new ValidationOptions(false, Map.of()))
                        .validate(tree("'x'")))
                .isEmpty();
        assertThat(compiler.compile(tree("{'format': 'unheard-of'}")).validate(tree("'x'")))
                .isEmpty();
    }

    @Test
    void followsReferencesToWhatWasGiven() {
        Map<String, JsonNode> given = Map.of("https://example.org/name", tree("{'$defs': {'n': {'maxLength': 3}}}"));
        CompiledSchema schema = new SchemaCompiler()
                .compile(
                        tree("{'$id': 'https://example.org/person', 'items': {'$ref': 'name#/$defs/n'}}"),
                        new ValidationOptions(true, given));
        assertThat(schema.validate(tree("['abc', 'abcd']")))
                .extracting(Violation::pointer)
                .containsExactly("/1");
    }

    @Test
    void numbersAreExact() {
        String schema = "{'multipleOf': 0.01, 'maximum': 100000000000000000000.01}";
        assertThat(violations(schema, "100000000000000000000.01")).isEmpty();
        assertThat(violations(schema, "100000000000000000000.02"))
                .extracting(Violation::keyword)
                .containsExactly("maximum");
        assertThat(violations("{'type': 'integer'}", "1.0")).isEmpty();
        assertThat(violations("{'const': 1.0}", "1")).isEmpty();
        assertThat(violations("{'enum': [1.0]}", "1")).isEmpty();
    }
}
