package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No expression keeps the server busy for long, or fills its memory. */
@Timeout(value = 30, unit = TimeUnit.SECONDS) // for a machine that is busy otherwise; each takes milliseconds
class HostileExpressionsTest {

    private static final long MOST_MEMORY = 64L << 20;
    private static final ExpressionCompiler COMPILER = ExpressionCompiler.untyped(Set.of("data"));
    private static final ObjectNode DATA = data();

    private static ObjectNode data() {
        ObjectNode data = (ObjectNode) Evaluated.json("{}");
        ArrayNode list = data.putArray("list");
        for (int i = 0; i < 50_000; i++) {
            list.addObject().put("n", i).put("t", "abc");
        }
        ObjectNode wide = data.putObject("wide");
        for (int i = 0; i < 50_000; i++) {
            wide.put("m" + i, i);
        }
        data.set("other", wide.deepCopy().put("m0", 1));
        ArrayNode bigs = data.putArray("bigs");
        for (int i = 0; i < 1_000; i++) {
            bigs.add(new BigDecimal(i + "9".repeat(390)));
        }
        data.put("text", "a".repeat(100_000)).put("half", "a".repeat(40_000) + "b");
        data.put("big", new BigDecimal("9".repeat(400))).put("small", new BigDecimal("0." + "0".repeat(398) + "7"));
        return data;
    }

    /** {@code [[start].map(a0, step)[0]].map(a1, step)[0] ...}: each time eight times as much. */
    private static String growing(String start, String separator, String before, String after) {
        String grown = start;
        for (int i = 0; i < 12; i++) {
            String name = "a" + i;
            String step = before + name + (separator + name).repeat(7) + after;
            grown = "[" + grown + "].map(" + name + ", " + step + ")[0]";
        }
        return grown;
    }

    static Stream<String> tooMuch() {
        String tree = growing("[0]", ",", "[", "]");
        return Stream.of(
                "data.list.all(a, data.list.all(b, data.list.all(c, a.n + b.n + c.n >= 0)))",
                "data.list.map(a, data.list.map(b, data.list))",
                "data.list.map(a, data.text)",
                "data.list.map(a, data.half + string(a.n))",
                "data.list.all(a, data.list == data.list)",
                "data.list.all(a, a in data.list)",
                "data.list.all(a, data.wide == data.other || true)",
                "data.list.all(a, data.bigs == data.bigs)",
                "data.list.all(a, sum(data.bigs) > 0)",
                "data.list.all(a, double(string(data.small)) > 0)",
                "data.list.all(a, data.list + data.list != [])",
                "data.list.all(a, sum(data.list.map(b, b.n)) > 0)",
                "data.list.all(a, data.text.contains(data.half))",
                "data.list.all(a, data.text.startsWith(data.text))",
                "data.list.all(a, data.text == data.text + '')",
                "data.list.all(a, data.text < data.half || true)",
                "data.list.all(a, size(data.text) > 0)",
                "data.list.all(a, data.text.matches('(a|a?)*(a|aa)*b'))",
                "data.list.all(a, 'x'.matches('a{100}' + string(a.n)) || true)",
                "data.list.all(a, data.missing || a.n >= 0)",
                "data.list.all(a, data.big * data.big > 0 || true)",
                "data.list.all(a, data.big / 7 > 0)",
                "data.list.all(a, data.big % data.small >= 0)",
                "data.list.all(a, round(data.big, 100) > 0)",
                "data.list.all(a, string(data.small) != '')",
                "data.list.all(a, age('2000-01-01', '2026-01-01') > 0)",
                growing("[1]", "+", "", ""),
                growing("'abcdefghij'", "+", "", ""),
                tree,
                tree + " == " + tree);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void whatIsTooMuchWorkEnds(String source) {
        Expression expression = COMPILER.compile(source, ExpressionResult.ANY);
        long before = allocated();
        ExpressionException e =
                catchThrowableOfType(ExpressionException.class, () -> expression.evaluate(Map.of("data", DATA)));
        assertThat(allocated() - before).as("bytes").isLessThan(MOST_MEMORY);
        assertThat(e.isBeyondLimit()).isTrue();
        assertThat(e.description()).matches("1:\\d+ (is too much work|makes a text of more than 100000 characters)");
    }

    static Stream<String> tooLarge() {
        return Stream.of(
                "1" + " + 1".repeat(2000),
                "1" + " + 1".repeat(500),
                "(".repeat(200) + "1" + ")".repeat(200),
                "[".repeat(1000) + "1" + "]".repeat(1000),
                "true ? (".repeat(150) + "1" + ") : 2".repeat(150),
                "[1].map(x, ".repeat(99) + "1" + ")".repeat(99),
                "data" + ".a".repeat(1900),
                "[1" + ",1".repeat(3000) + "]",
                "'" + "x".repeat(4000) + "'",
                "[1]" + ".map(x, x)".repeat(300),
                "1".repeat(3000),
                "\ud83d\ude00".repeat(3000));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void whatIsTooLongOrTooDeepIsNotCompiled(String source) {
        assertThat(Evaluated.refusal(source)).matches("1:\\d+ .*").isNotEqualTo("compiles");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 90})
    void whatIsWithinTheLimitsIsNot(int size) {
        assertThat(Evaluated.of("1" + " + 1".repeat(size))).isEqualTo(String.valueOf(size + 1));
        assertThat(Evaluated.of("true ? 1 : ".repeat(size) + "2")).isEqualTo("1");
        assertThat(Evaluated.of("-".repeat(2 * size) + "1")).isEqualTo("1");
    }

    @Test
    void aThousandRowsAreNotTooMany() {
        ObjectNode data = (ObjectNode) Evaluated.json("{}");
        ArrayNode rows = data.putArray("rows");
        for (int i = 0; i < 2_000; i++) {
            rows.addObject().put("price", i).put("count", 2).put("name", "row " + i);
        }
        assertThat(Evaluated.of(
                        "sum(data.rows.filter(r, r.count > 1 && r.name.startsWith('row')).map(r, r.price * r.count))",
                        data))
                .isEqualTo("3998000");
    }

    @Test
    void manyExpressionsAreBoundedAsOneIs() {
        Expression expression =
                COMPILER.compile("data.list.all(a, data.list.all(b, a.n + b.n >= 0))", ExpressionResult.TRUTH);
        Variables variables = new Variables(Map.of("data", DATA));
        long before = allocated();
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            last = catchThrowableOfType(ExpressionException.class, () -> expression.evaluate(variables))
                    .description();
        }
        assertThat(last).endsWith("is too much work, together with the other expressions");
        assertThat(allocated() - before).as("bytes").isLessThan(4 * MOST_MEMORY);
    }

    @Test
    void oneThatIsTooMuchWorkLeavesEnoughForTheOthers() {
        Expression hostile = COMPILER.compile("data.text.contains(data.half)", ExpressionResult.TRUTH);
        Variables variables = new Variables(Map.of("data", DATA));
        assertThatThrownBy(() -> hostile.evaluate(variables)).isInstanceOf(ExpressionException.class);
        assertThat(COMPILER.compile("size(data.list) > 3", ExpressionResult.TRUTH)
                        .evaluate(variables)
                        .asBoolean())
                .isTrue();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
