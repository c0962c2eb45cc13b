package org.stoa.metadata.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.metadata.validation.Trees.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemException;

/** Schemas and data made to hang or to fill the server: each is refused, or checked, within seconds and a small stack. */
class HostileSchemaTest {
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final long SMALL_STACK = 512 * 1024;

    /** As a request thread would, but with half of its stack. */
    private static <T> T inTime(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "small stack",
                SMALL_STACK);
        thread.setDaemon(true);
        thread.start();
        return result.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private static List<Violation> check(String schema, JsonNode data) {
        return inTime(() -> new SchemaCompiler().compile(tree(schema)).validate(data));
    }

    private static List<Violation> check(String schema, String data) {
        return check(schema, tree(data));
    }

    private static String refusal(String schema) {
        ProblemException problem = inTime(
                () -> catchThrowableOfType(ProblemException.class, () -> new SchemaCompiler().compile(tree(schema))));
        assertThat(problem).as("the problem with %.100s", schema).isNotNull();
        return problem.errors().toString();
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(int count, IntFunction<String> member) {
        return IntStream.range(0, count).mapToObj(member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String nested(int depth, String before, String inner, String after) {
        return before.repeat(depth) + inner + after.repeat(depth);
    }

    @Test
    void allOfThatDoublesAtEveryLevelIsRefused() {
        String levels = object(
                40,
                i -> "'l" + i + "': {'allOf': [{'$ref': '#/$defs/l" + (i + 1) + "'}, {'$ref': '#/$defs/l" + (i + 1)
                        + "'}]}");
        assertThat(refusal("{'$ref': '#/$defs/l0', '$defs': " + levels.replace("}]}}", "}]}, 'l40': {'type': 'null'}}")
                        + "}"))
                .contains("applies more than 10000 schemas to one value");
    }

    @Test
    void checksThatDoubleWithEveryLevelOfDataEnd() {
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            String schema = "{'properties': {'a': {'" + keyword
                    + "': [{'$ref': '#'}, {'$ref': '#', 'required': ['z']}]}}, 'required': ['a']}";
            assertThat(check(schema, nested(60, "{'a':", "{}", "}")))
                    .as(keyword)
                    .extracting(Violation::keyword)
                    .containsExactly("limit");
        }
    }

    @Test
    void dynamicReferencesThatDoubleEnd() {
        String schema =
                "{'$dynamicAnchor': 'n', 'properties': {'a': {'anyOf': [{'$dynamicRef': '#n'}, {'$dynamicRef': '#n'}]}},"
                        + " 'required': ['a'], 'unevaluatedProperties': false}";
        assertThat(check(schema, nested(60, "{'a':", "{}", "}")))
                .extracting(Violation::keyword)
                .containsExactly("limit");
    }

    @Test
    void referencesThatCopyLargeSchemasAreRefused() {
        // The same schema by many names: %41 is A.
        String large = "{'anyOf': " + list(2000, i -> "{'const': " + i + "}") + "}";
        String names = list(128, i -> "{'$ref': '#/$defs/" + "AAAAAAA" + suffix(i) + "'}");
        String schema = "{'$defs': {'AAAAAAAAAAAAAA': " + large + "}, 'prefixItems': " + names + "}";
        assertThat(refusal(schema)).contains("too many and too large schemas");
    }

    private static String suffix(int number) {
        return IntStream.range(0, 7)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "A" : "%41")
                .collect(Collectors.joining());
    }

    @Test
    void tooLargeTooDeepAndTooManySchemasAreRefused() {
        assertThat(refusal("{'enum': ['" + "x".repeat(300_000) + "']}")).contains("at most 262144 characters");
        assertThat(refusal(nested(60, "{'items': {'not': ", "{}", "}}"))).contains("nested deeper than 100");
        assertThat(refusal("{'prefixItems': " + list(6000, i -> "{}") + "}")).contains("more than 5000 schemas");
        assertThat(refusal(object(
                        1,
                        i -> "'$ref': '#/$defs/d0', '$defs': "
                                + object(300, n -> "'d" + n + "': {'$ref': '#/$defs/d" + Math.min(n + 1, 299) + "x'}")
                                        .replace("x'", "'")
                                        .replace("'d299': {'$ref': '#/$defs/d299'}", "'d299': {}"))))
                .contains("a chain of more than 100 schemas");
    }

    @Test
    void deepDataIsCheckedOnASmallStackOrRefused() {
        String schema = "{'properties': {'a': {'allOf': [{'$ref': '#'}], 'if': {'$ref': '#'}, 'then': {'$ref': '#'}}},"
                + " 'unevaluatedProperties': false}";
        assertThat(check("{'properties': {'a': {'$ref': '#'}}, 'type': 'object'}", nested(99, "{'a':", "{}", "}")))
                .isEmpty();
        assertThat(check(schema, nested(99, "{'a':", "{}", "}")))
                .extracting(Violation::keyword)
                .containsExactly("limit");
        assertThat(check("{}", nested(102, "[", "", "]")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("deeper than 100"));
        String chain = object(90, n -> "'d" + n + "': {'$ref': '#/$defs/d" + (n + 1) + "'}");
        String deep = "{'$ref': '#/$defs/d0', '$defs': "
                + chain.substring(0, chain.length() - 1)
                + ", 'd90': {'properties': {'a': {'$ref': '#/$defs/d2'}}}}}";
        assertThat(check(deep, nested(99, "{'a':", "{}", "}")))
                .extracting(Violation::message)
                .containsExactly("is nested too deep for this schema");
    }

    @Test
    void uniqueItemsOfAHundredThousand() {
        String schema = "{'uniqueItems': true}";
        assertThat(check(schema, list(100_000, String::valueOf))).isEmpty();
        assertThat(check(schema, list(100_000, i -> "[" + i + ", {'a': 1}]"))).hasSizeLessThan(2);
        assertThat(check(schema, list(100_000, i -> "7"))).hasSize(100);
    }

    @Test
    void uniqueItemsWithEqualHashCodes() {
        // "Aa" and "BB" have the same hash code, and so has every sequence of them.
        String items = list(
                20_000,
                i -> "'"
                        + IntStream.range(0, 16)
                                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                                .collect(Collectors.joining())
                        + "'");
        assertThat(check("{'uniqueItems': true}", items)).isEmpty();
    }

    @Test
    void hugeEnumerations() {
        String values = list(15_000, i -> "'value " + i + "'");
        List<Violation> violations =
                check("{'items': {'enum': " + values + "}}", list(50_000, i -> "'value " + i + "'"));
        assertThat(violations).hasSize(100);
        assertThat(violations.toString()).hasSizeLessThan(50_000);
        assertThat(check("{'propertyNames': {'enum': " + values + "}}", object(10_000, i -> "'n" + i + "': 1")))
                .hasSize(100);
    }

    @Test
    void manyPatternsForManyNames() {
        String patterns = object(500, i -> "'^(?:[a-z]+[0-9]*)+" + i + "$': {}");
        String data = object(20_000, i -> "'" + "abcdefgh".repeat(3) + i + "': 1");
        assertThat(check("{'patternProperties': " + patterns + "}", data))
                .extracting(Violation::keyword)
                .containsExactly("limit");
        assertThat(check("{'patternProperties': " + patterns + ", 'additionalProperties': false}", data))
                .extracting(Violation::keyword)
                .containsExactly("limit");
    }

    @Test
    void longTextsAndLargePatterns() {
        JsonNode text = tree("'" + "a".repeat(900_000) + "!'");
        assertThat(check("{'pattern': '^(a+)+$'}", text)).hasSize(1);
        assertThat(check("{'pattern': '^(?:a?){900}$'}", text))
                .extracting(Violation::keyword)
                .containsExactly("limit");
        assertThat(check("{'items': {'pattern': '^(?:a?){900}$'}}", list(1000, i -> "'" + "a".repeat(900) + "'")))
                .extracting(Violation::keyword)
                .containsExactly("limit");
    }

    @Test
    void longTextsOfEveryFormat() {
        for (TextFormat format : TextFormat.ALL) {
            for (String piece :
                    List.of("a", "/", "1", "a.", "a@", "%", "{a}", "::", "~0", "-", "(a", "é", "P1Y", "\\\\\\\\")) {
                String text = piece.repeat(200_000 / piece.length());
                assertThat(check("{'format': '" + format.name() + "'}", "'" + text + "'"))
                        .as("%s of %s", format.name(), piece)
                        .hasSize(1);
                String fitting = piece.repeat(format.longest() / piece.length());
                check("{'format': '" + format.name() + "'}", list(20, i -> "'" + fitting + "'"));
            }
        }
    }

    @Test
    void longNumbers() {
        for (String number : List.of("1e1000000000", "-1e-1000000000", "1e401", "9".repeat(500))) {
            assertThat(check("{'multipleOf': 0.1, 'type': 'integer', 'enum': [1]}", number))
                    .as(number)
                    .extracting(Violation::keyword)
                    .containsExactly("limit");
            assertThat(refusal("{'enum': [[" + number + "]]}")).contains("/enum/0/0");
        }
        check("{'multipleOf': 1e-390, 'type': 'integer', 'enum': [1]}", "1e390");
    }

    @Test
    void manyAnnotationsToLookThrough() {
        String alternatives = list(1500, i -> "{'properties': {'a': {}}, 'required': ['z" + i + "']}");
        check("{'anyOf': " + alternatives + ", 'unevaluatedProperties': false}", "{'a': 1}");
        check(
                "{'items': {'anyOf': " + alternatives + ", 'unevaluatedProperties': false}}",
                list(1000, i -> "{'a': 1}"));
        check(
                "{'unevaluatedItems': false, 'allOf': " + list(1500, i -> "{'contains': {'const': " + i + "}}") + "}",
                list(20_000, String::valueOf));
    }

    @Test
    void manyAlternativesForManyItems() {
        String schema = "{'items': {'oneOf': " + list(4000, i -> "{'const': " + i + "}") + "}}";
        assertThat(check(schema, list(50_000, i -> "-1")))
                .extracting(Violation::keyword)
                .containsExactly("limit");
    }

    @Test
    void manyRequiredNames() {
        String schema = "{'items': {'required': " + list(15_000, i -> "'name" + i + "'") + "}}";
        assertThat(check(schema, list(5000, i -> "{}"))).isNotEmpty();
    }

    @Test
    void negatedLargeSchemas() {
        String large = "{'not': {'enum': ['" + "x".repeat(200_000) + "', 1]}}";
        assertThat(check("{'items': " + large + "}", list(50_000, i -> "1"))).isNotEmpty();
        assertThat(check("{'items': {'contains': {'const': '" + "x".repeat(200_000) + "'}}}", list(50_000, i -> "[]")))
                .isNotEmpty();
    }
}
