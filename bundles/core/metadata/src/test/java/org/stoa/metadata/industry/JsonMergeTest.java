package org.stoa.metadata.industry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.data.Json;
import org.stoa.metadata.Documents;

class JsonMergeTest {

    private static final Predicate<String> NOTHING_LOCKED = pointer -> false;

    /** One line each: base, what the tenant has, what the template has now, and what comes out without a conflict. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            1                         | 1                         | 1                         | 1
            1                         | 1                         | 2                         | 2
            1                         | 2                         | 1                         | 2
            1                         | 2                         | 2                         | 2
            1.0                       | 1                         | 2                         | 2
            -                         | -                         | {'a':1}                   | {'a':1}
            {'a':1}                   | -                         | {'a':1}                   | -
            {'a':1}                   | {'a':1}                   | -                         | -
            {'a':1}                   | {'a':2}                   | {'a':1,'b':1}             | {'a':2,'b':1}
            {'a':1,'b':1}             | {'b':1}                   | {'a':1,'b':2}             | {'b':2}
            {'a':1,'b':1}             | {'a':1,'b':1,'c':3}       | {'a':1}                   | {'a':1,'c':3}
            -                         | {'a':1,'b':1}             | {'a':1,'c':2}             | {'a':1,'b':1,'c':2}
            {'a':{'b':{'c':1,'d':1}}} | {'a':{'b':{'c':2,'d':1}}} | {'a':{'b':{'c':1,'d':2}}} | {'a':{'b':{'c':2,'d':2}}}
            {'a':null}                | {'a':null}                | {'a':1}                   | {'a':1}
            {'a':1}                   | {'a':1}                   | {'a':[1]}                 | {'a':[1]}
            ['a','b']                 | ['a','b','x']             | ['a','b','c']             | ['a','b','x','c']
            ['a','b']                 | ['b']                     | ['a','b','c']             | ['b','c']
            ['a','b']                 | ['a','b','x']             | ['b']                     | ['b','x']
            ['a','b']                 | ['b','a']                 | ['a','b']                 | ['b','a']
            ['a','b']                 | ['a','b']                 | ['b','a']                 | ['b','a']
            ['a','b']                 | ['b','a']                 | ['a','b','c']             | ['b','a','c']
            [1,2]                     | [1,2,3]                   | [2.0,4]                   | [2,3,4]
            []                        | ['x']                     | ['c']                     | ['x','c']
            -                         | ['x']                     | ['c']                     | ['x','c']
            ['a',null]                | ['a',null,true]           | ['a']                     | ['a',true]
            """)
    void whatOnlyOneSideChangedIsTakenFromIt(String base, String ours, String theirs, String merged) {
        JsonMerge.Result result = merge(base, ours, theirs);

        assertThat(result.conflicts()).isEmpty();
        assertSame(result.value(), merged);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            1                | 2               | 3                | ''         | 2
            -                | 1               | 2                | ''         | 1
            {'a':1}          | -               | {'a':2}          | ''         | -
            {'a':1}          | {'a':2}         | -                | ''         | {'a':2}
            {'a':1,'b':1}    | {'a':2,'b':1}   | {'a':3,'b':2}    | /a         | {'a':2,'b':2}
            {'a':1}          | {'a':2}         | {}               | /a         | {'a':2}
            {'a':1}          | {}              | {'a':2}          | /a         | {}
            {'a':{'b':1}}    | {'a':{'b':2}}   | {'a':[1]}        | /a         | {'a':{'b':2}}
            {'a/b':{'~':1}}  | {'a/b':{'~':2}} | {'a/b':{'~':3}}  | /a~1b/~0   | {'a/b':{'~':2}}
            {'a':[[1],[2]]}  | {'a':[[1],[3]]} | {'a':[[1],[4]]}  | /a         | {'a':[[1],[3]]}
            {'a':[1,1]}      | {'a':[1,2]}     | {'a':[1,1,1]}    | /a         | {'a':[1,2]}
            {'a':'x'}        | {'a':'y'}       | {'a':null}       | /a         | {'a':'y'}
            """)
    void whatBothChangedDifferentlyStaysTheTenantsAndIsNoted(
            String base, String ours, String theirs, String pointer, String merged) {
        JsonMerge.Result result = merge(base, ours, theirs);

        assertThat(result.conflicts()).extracting(Conflict::pointer).containsExactly(pointer);
        assertSame(result.value(), merged);
        Conflict conflict = result.conflicts().get(0);
        assertThat(conflict.base()).isEqualTo(find(base, pointer));
        assertThat(conflict.ours()).isEqualTo(find(ours, pointer));
        assertThat(conflict.theirs()).isEqualTo(find(theirs, pointer));

        JsonMerge.Result forTemplate =
                JsonMerge.merge(json(base), json(ours), json(theirs), NOTHING_LOCKED, Set.of(pointer));
        assertThat(forTemplate.conflicts()).isEmpty();
        assertThat(forTemplate.resolved()).containsExactly(pointer);
        if (forTemplate.value() != null) {
            assertThat(JsonValues.find(forTemplate.value(), pointer)).isEqualTo(find(theirs, pointer));
        }
    }

    @Test
    void elementsWithANameAreMergedOneByOne() {
        JsonMerge.Result result = merge(
                "[{'name':'a','v':1},{'name':'b','v':1},{'name':'c','v':1}]",
                "[{'name':'a','v':2},{'name':'x','v':9},{'name':'c','v':1}]",
                "[{'name':'new','v':0},{'name':'a','v':1,'w':1},{'name':'b','v':1},{'name':'c','v':3}]");

        assertThat(result.conflicts()).isEmpty();
        assertSame(
                result.value(),
                "[{'name':'new','v':0},{'name':'a','v':2,'w':1},{'name':'x','v':9},{'name':'c','v':3}]");
    }

    @Test
    void elementThatOneSideRemovedAndTheOtherChangedIsAConflict() {
        JsonMerge.Result removedHere = merge(
                "{'steps':[{'key':'a','v':1},{'key':'b','v':1}]}",
                "{'steps':[{'key':'b','v':1}]}",
                "{'steps':[{'key':'a','v':2},{'key':'b','v':1}]}");
        assertThat(removedHere.conflicts()).extracting(Conflict::pointer).containsExactly("/steps/a");
        assertSame(removedHere.value(), "{'steps':[{'key':'b','v':1}]}");

        JsonMerge.Result removedThere = merge("[{'key':'a','v':1}]", "[{'key':'a','v':2}]", "[{'key':'b','v':1}]");
        assertThat(removedThere.conflicts()).extracting(Conflict::pointer).containsExactly("/a");
        assertSame(removedThere.value(), "[{'key':'a','v':2},{'key':'b','v':1}]");
    }

    @Test
    void orderIsTheTenantsWhereItChangedTheOrder() {
        assertSame(
                merge(
                                "[{'slug':'a'},{'slug':'b'}]",
                                "[{'slug':'b'},{'slug':'a'}]",
                                "[{'slug':'a'},{'slug':'b'},{'slug':'c'}]")
                        .value(),
                "[{'slug':'b'},{'slug':'c'},{'slug':'a'}]");
        assertSame(
                merge(
                                "[{'slug':'a'},{'slug':'b'}]",
                                "[{'slug':'a'},{'slug':'b'},{'slug':'x'}]",
                                "[{'slug':'b'},{'slug':'a'}]")
                        .value(),
                "[{'slug':'b'},{'slug':'x'},{'slug':'a'}]");
    }

    @Test
    void listOfElementsWithoutACommonKeyIsOneValue() {
        JsonMerge.Result result =
                merge("[{'name':'a'},{'name':'a'}]", "[{'name':'a'},{'name':'b'}]", "[{'name':'a'},{'name':'c'}]");

        assertThat(result.conflicts()).extracting(Conflict::pointer).containsExactly("");
        JsonMerge.Result twice = merge("[{'name':'a'}]", "[{'name':'a'},{'name':'a'}]", "[{'name':'a'},{'name':'c'}]");
        assertThat(twice.conflicts()).extracting(Conflict::pointer).containsExactly("");
        JsonMerge.Result unnamed = merge("[{'v':1}]", "[{'v':2}]", "[{'v':3}]");
        assertThat(unnamed.conflicts()).extracting(Conflict::pointer).containsExactly("");
    }

    @Test
    void whatIsLockedIsTheTemplates() {
        Predicate<String> locked = pointer -> pointer.equals("/guardian") || pointer.equals("/rules/age");

        JsonMerge.Result result = JsonMerge.merge(
                json("{'guardian':{'a':1},'rules':[{'name':'age','v':1}],'label':'x'}"),
                json("{'guardian':{'a':2,'b':1},'rules':[{'name':'age','v':2},{'name':'own','v':1}],'label':'y'}"),
                json("{'guardian':{'a':1},'rules':[{'name':'age','v':3}],'label':'x'}"),
                locked,
                Set.of());

        assertThat(result.conflicts()).isEmpty();
        assertSame(
                result.value(), "{'guardian':{'a':1},'rules':[{'name':'age','v':3},{'name':'own','v':1}],'label':'y'}");
    }

    @Test
    void wholeThingMayBeLocked() {
        JsonMerge.Result gone =
                JsonMerge.merge(json("{'a':1}"), null, json("{'a':1}"), pointer -> pointer.isEmpty(), Set.of());

        assertSame(gone.value(), "{'a':1}");
    }

    @Test
    void mergeOfAMergeChangesNothing() {
        String base = "{'a':1,'l':['x'],'s':[{'key':'1','v':1}]}";
        String ours = "{'a':2,'l':['x','y'],'s':[{'key':'1','v':1},{'key':'2','v':1}]}";
        String theirs = "{'a':1,'l':['x','z'],'s':[{'key':'1','v':2}],'n':true}";
        JsonNode once = merge(base, ours, theirs).value();

        JsonMerge.Result again = JsonMerge.merge(json(theirs), once, json(theirs), NOTHING_LOCKED, Set.of());

        assertThat(again.value()).isEqualTo(once);
        assertThat(again.conflicts()).isEmpty();
    }

    @Test
    void inputsAreNotChanged() {
        JsonNode base = json("{'l':['a'],'o':{'x':1}}");
        JsonNode ours = json("{'l':['a','b'],'o':{'x':1,'y':1}}");
        JsonNode theirs = json("{'l':['a','c'],'o':{'x':2}}");

        JsonMerge.merge(base, ours, theirs, NOTHING_LOCKED, Set.of());

        assertSame(base, "{'l':['a'],'o':{'x':1}}");
        assertSame(ours, "{'l':['a','b'],'o':{'x':1,'y':1}}");
        assertSame(theirs, "{'l':['a','c'],'o':{'x':2}}");
    }

    private static JsonMerge.Result merge(String base, String ours, String theirs) {
        return JsonMerge.merge(json(base), json(ours), json(theirs), NOTHING_LOCKED, Set.of());
    }

    private static JsonNode find(String text, String pointer) {
        return text == null ? null : JsonValues.find(json(text), pointer);
    }

    private static void assertSame(JsonNode actual, String expected) {
        assertThat(JsonValues.same(actual, json(expected)))
                .as(actual + " is " + expected)
                .isTrue();
    }

    static JsonNode json(String text) {
        return text == null ? null : Documents.parse(new Json(text.replace('\'', '"')));
    }
}
