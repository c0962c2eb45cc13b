package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JSON Schema says plainly is held against expressions before there is any data. */
class ExpressionTypesTest {

    private static final ExpressionCompiler TYPED = new ExpressionCompiler(Map.of(
            "data",
            Evaluated.json(
                    """
                    {"type": "object", "$defs": {"person": {"type": "object", "properties": {
                        "name": {"type": "string"}, "parent": {"$ref": "#/$defs/person"}}}},
                     "properties": {
                      "heightCm": {"type": "integer"}, "weightKg": {"type": "number", "minimum": 1},
                      "name": {"type": "string"}, "born": {"type": "string", "format": "date"},
                      "hair": {"enum": ["red", "blond"]}, "fixed": {"const": 3}, "vip": {"type": "boolean"},
                      "note": {"type": ["string", "null"]}, "any": true, "mixed": {"type": ["string", "number"]},
                      "tags": {"type": "array", "items": {"type": "string"}},
                      "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}]},
                      "rows": {"type": "array", "items": {"type": "object", "properties": {"price": {"type": "number"}}}},
                      "guardian": {"$ref": "#/$defs/person"},
                      "either": {"anyOf": [{"type": "string"}, {"type": "number"}]},
                      "narrowed": {"allOf": [{"type": "number"}, {"minimum": 3}]},
                      "free": {"type": "object"},
                      "prices": {"type": "object", "additionalProperties": {"type": "number"}},
                      "open": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": true},
                      "patterned": {"type": "object", "properties": {"a": {}}, "patternProperties": {"^x": {}}},
                      "combined": {"type": "object", "properties": {"kind": {"type": "string"}},
                         "oneOf": [{"properties": {"wheels": {"type": "number"}}}, {"properties": {"sails": {}}}],
                         "if": {"properties": {"kind": {"const": "car"}}}, "then": {"properties": {"doors": {}}},
                         "dependentSchemas": {"doors": {"properties": {"locks": {}}}}},
                      "nullable": {"type": ["object", "null"], "properties": {"a": {}}}}}
                    """),
            "today",
            Evaluated.json("{\"type\": \"string\"}")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.weightKg * 10000 / (data.heightCm * data.heightCm) > 20.5",
                "age(data.born, today) >= 18 && data.born < today",
                "data.hair == 'red' && data.fixed > 2 && data.vip",
                "data.note == null || data.note.startsWith('a')",
                "data.any.thing.at.all > 3 && data.mixed == 3",
                "data.tags.exists(t, t == 'a') && 'a' in data.tags && data.tags[0] == 'b'",
                "data.pair[1] > 3",
                "sum(data.rows.map(r, r.price * 2)) > 3",
                "data.guardian.parent.parent.name == 'A'",
                "data.guardian == data.guardian.parent && data.guardian in [data.guardian.parent]",
                "data.rows[0] == data.rows[1] && data.rows == data.rows",
                "data.either == 'x' || data.either == 3",
                "data.narrowed / 2 > 3",
                "data.free.x.y == 1 && data.free['z'] == 2",
                "data.prices.anything > 3 && data.prices[data.name] > 3",
                "data.open.b == 'x' && data.patterned.xyz == 3",
                "data.combined.kind == 'car' && data.combined.wheels > 3 && data.combined.sails == 2",
                "has(data.combined.doors) && has(data.combined.locks)",
                "data.nullable == null || data.nullable.a == 3",
                "has(data.name) && data['name'] == 'x'",
                "size(data) > 3 && data.guardian.size() > 1 && 'name' in data.guardian",
                "data[data.name] == 3 && data.guardian.all(key, key != '')",
                "data.guardian == {'name': 'Mum'} && {'price': 3} in data.rows && data.rows[0] == {'price': 3}",
                "data.rows.all(row, size(row) == 1 && 'price' in row && row == {'price': 3})",
                "data.rows.exists(data, data.price > 3)",
                "has(dyn(data).anything)",
                "(data.vip ? data.name : null) == 'x'"
            })
    void whatFitsCompiles(String expression) {
        assertThat(Evaluated.refusal(TYPED, expression, ExpressionResult.TRUTH)).isEqualTo("compiles");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data.hieghtCm > 3                | 1:5 there is no member 'hieghtCm'",
                "data['hieght'] > 3               | 1:5 there is no member 'hieght'",
                "has(data.hieghtCm)               | 1:4 there is no member 'hieghtCm'",
                "data.guardian.parent.nmae == 'A' | 1:21 there is no member 'nmae'",
                "data.rows.all(r, r.prise > 3)    | 1:19 there is no member 'prise'",
                "data.combined.weels > 3          | 1:14 there is no member 'weels'",
                "data.name.first == 'A'           | 1:10 a text has no members",
                "data.name > 3                    | 1:11 '>' is not possible for text, number",
                "data.name == 3                   | 1:11 '==' is not possible for text, number",
                "data.hair + 1 == 'x'             | 1:11 '+' is not possible for text, number",
                "data.narrowed == 'x'             | 1:15 '==' is not possible for number, text",
                "data.heightCm                    | 1:5 must give true or false, but gives number",
                "data.tags == 'a'                 | 1:11 '==' is not possible for list(text), text",
                "3 in data.tags                   | 1:3 'in' is not possible for number, list(text)",
                "age(data.heightCm, today) > 3    | 1:4 'age' is not possible for number, text",
                "data.prices.x == 'a'             | 1:15 '==' is not possible for number, text",
                "data.vip && data.name            | 1:10 '&&' is not possible for boolean, text"
            })
    void whatDoesNotIsNamedWithItsPlace(String expression, String refusal) {
        assertThat(Evaluated.refusal(TYPED, expression, ExpressionResult.TRUTH)).isEqualTo(refusal);
    }

    @Test
    void placesAreRightOnEveryLine() {
        assertThat(Evaluated.refusal(
                        TYPED,
                        "// größer?\ndata.name == 'ä😀' &&\n   data.wieght > 3 ||\n\tdata.name > 3",
                        ExpressionResult.TRUTH))
                .isEqualTo("3:8 there is no member 'wieght'; 4:12 '>' is not possible for text, number");
    }

    @Test
    void resultsAreOfTheKindThatIsAskedFor() {
        assertThat(Evaluated.refusal(TYPED, "data.name", ExpressionResult.NUMBER))
                .isEqualTo("1:5 must give a number, but gives text");
        assertThat(Evaluated.refusal(TYPED, "data.heightCm + 1", ExpressionResult.TEXT))
                .isEqualTo("1:15 must give a text, but gives number");
        for (String fitting : new String[] {"data.any", "data.note", "data.vip ? data.name : null", "null"}) {
            assertThat(Evaluated.refusal(TYPED, fitting, ExpressionResult.TEXT)).isEqualTo("compiles");
        }
    }
}
