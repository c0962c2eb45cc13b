package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The language: CEL over JSON. */
class ExpressionsTest {

    private static final String DATA =
            """
            {"name": "Änna😀", "tags": ["a", "b"], "ok": true, "nothing": null, "with-dash": 1,
             "rows": [{"price": 19.99, "count": 3}, {"price": 0.1, "count": 1}], "guardian": {"name": "Mum"}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "data.name + '!'                                          ; \"Änna😀!\"",
                "size(data.name) + data.tags.size() + size(data)          ; 14",
                "data.name.startsWith('Än') && data.name.endsWith('😀')     ; true",
                "data.name.contains('nn') && !data.name.matches('^[a-z]') ; true",
                "'z' < '😀' && 'ab' < 'abc' && !('b' < 'a')                ; true",
                "data.tags + ['c']                                        ; [\"a\",\"b\",\"c\"]",
                "data.tags[1] + data['tags'][0]                           ; \"ba\"",
                "data.`with-dash` + data['with-dash']                     ; 2",
                "'a' in data.tags && !('c' in data.tags) && 'ok' in data  ; true",
                "data.tags == ['a', 'b'] && data.guardian == {'name': 'Mum'} ; true",
                "data.name == 3 || data.tags != ['b', 'a']                ; true",
                "has(data.guardian.name) && !has(data.guardian.age)       ; true",
                "has(data.nothing) && data.nothing == null                ; true",
                "data.ok ? data.name : null                               ; \"Änna😀\"",
                "data.ok ? null : data.name                               ; null",
                "data.rows.all(r, r.count > 0)                            ; true",
                "data.rows.exists(r, r.count > 2)                         ; true",
                "data.rows.exists_one(r, r.count > 0)                     ; false",
                "data.rows.filter(r, r.count > 1).map(r, r.price)         ; [19.99]",
                "data.rows.map(r, r.count > 1, r.price)                   ; [19.99]",
                "data.tags.map(a, data.tags.map(b, a + b))                ; [[\"aa\",\"ab\"],[\"ba\",\"bb\"]]",
                "data.guardian.exists(key, key == 'name')                 ; true",
                "{'a': 1}.a + {'b': 2}['b']                               ; 3",
                "dyn(data)['o' + 'k']                                  ; true",
                "string(true) + string(1.50) + string('x')                ; \"true1.5x\""
            })
    void whatCelCan(String expression, String result) {
        assertThat(Evaluated.of(expression, DATA)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true || data.missing",
                "data.missing || true",
                "!(false && data.missing)",
                "!(data.missing && false)",
                "[1, 'a', 3].exists(x, x > 2)",
                "![1, 'a', 3].all(x, x > 2)"
            })
    void anErrorDoesNotMatterWhereTheRestDecides(String expression) {
        assertThat(Evaluated.of(expression, DATA)).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "data.missing > 3                ; 1:5 there is no member 'missing'",
                "data.name.first                 ; 1:10 'first' is asked of what is no object",
                "1 +  data.name                  ; 1:3 '+' is not possible for number, text",
                "data.name && true               ; 1:5 must be true or false",
                "data.tags[2]                    ; 1:10 there is no item 2 in a list of 2, counted from 0",
                "data.tags[0.5]                  ; 1:10 must be a whole number that is not too large",
                "data.name.all(c, true)          ; 1:14 goes through what is no list",
                "{'a': 1, 'a': 2}                ; 1:1 a member is there twice",
                "false || data.missing           ; 1:14 there is no member 'missing'"
            })
    void failuresSayWhere(String expression, String failure) {
        assertThat(Evaluated.failure(expression, DATA)).isEqualTo(failure);
    }

    @Test
    void failuresSayWhereOnWhichLine() {
        assertThat(Evaluated.failure("// first\ndata.ok &&\n  data.guardian\n    .age > 3", DATA))
                .isEqualTo("4:5 there is no member 'age'");
    }

    @Test
    void failuresDoNotTellWhatTheDataSays() {
        for (String expression : new String[] {"date(data.guardian.name)", "double(data.guardian.name)"}) {
            assertThat(Evaluated.failure(expression, DATA)).doesNotContain("Mum");
        }
    }

    @Test
    void whatAnExpressionGivesIsItsOwn() {
        var data = Evaluated.json(DATA);
        var compiler = ExpressionCompiler.untyped(Set.of("data"));
        var result = compiler.compile("data.tags", ExpressionResult.ANY).evaluate(Map.of("data", data));
        assertThat(result).isEqualTo(data.get("tags")).isNotSameAs(data.get("tags"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "data.name +                       ; 1:12 the end is not expected here",
                "data.name >> 3                    ; 1:12 '>' is not expected here",
                "frm.x                             ; 1:1 there is no 'frm'",
                "shout(data.name)                  ; 1:6 there is no 'shout'",
                "'a' + 1                           ; 1:5 '+' is not possible for text, number",
                "5u                                ; 1:1 a number is written without u",
                "b'x'                              ; 1:1 a text is written without b",
                "1e999                             ; 1:1 is too large a number",
                "9007199254740993                  ; 1:1 is too large a number; write it as double('9007199254740993')",
                "google.protobuf.Struct{}          ; 1:23 an object is written {'name': value}",
                "data.name.matches('(?=a)')        ; 1:19 the pattern cannot be used: position 3: look-ahead",
                "@result + [1]                     ; 1:1 token recognition error at: '@'",
                "[1].map(x, __result__ + [x])      ; 1:12 there is no '__result__'"
            })
    void whatCannotBeCompiledSaysWhere(String expression, String refusal) {
        assertThat(Evaluated.refusal(expression)).startsWith(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type(data)",
                "data.getClass()",
                "data.name.getClass().forName('java.lang.Runtime')",
                "java.lang.Runtime.getRuntime()",
                "timestamp('2020-01-01T00:00:00Z')",
                "duration('1h')",
                "bytes('a')",
                "google.protobuf.Any{}",
                "dev.cel.expr.Type"
            })
    void nothingButJsonCanBeReached(String expression) {
        assertThat(Evaluated.refusal(expression)).startsWith("1:");
    }

    @Test
    void membersOfJavaObjectsAreNoMembers() {
        assertThat(Evaluated.failure("data.name.length", DATA)).contains("no object");
        assertThat(Evaluated.failure("data.class", DATA)).contains("there is no member 'class'");
        assertThat(Evaluated.failure("data['nodeType']", DATA)).contains("there is no member 'nodeType'");
    }
}
