package org.stoa.metadata.industry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.stoa.metadata.industry.JsonMergeTest.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

    @Test
    void numbersAreEqualByValue() {
        assertThat(JsonValues.same(json("{'a':[1,2.50]}"), json("{'a':[1.0,2.5]}")))
                .isTrue();
        assertThat(JsonValues.same(json("1"), json("'1'"))).isFalse();
        assertThat(JsonValues.same(json("null"), null)).isFalse();
        assertThat(JsonValues.same(null, null)).isTrue();
        assertThat(JsonValues.same(json("{'a':1,'b':2}"), json("{'b':2,'a':1}")))
                .isTrue();
        assertThat(JsonValues.same(json("[1,2]"), json("[2,1]"))).isFalse();
    }

    @Test
    void pointerFindsElementsByKeyOrNumber() {
        JsonNode document = json("{'rules':[{'name':'a/b','v':1}],'list':['x','y'],'o':{'0':1}}");

        assertThat(JsonValues.find(document, "")).isSameAs(document);
        assertThat(JsonValues.find(document, "/rules/a~1b/v")).isEqualTo(json("1"));
        assertThat(JsonValues.find(document, "/rules/0")).isNull();
        assertThat(JsonValues.find(document, "/list/1")).isEqualTo(json("'y'"));
        assertThat(JsonValues.find(document, "/list/2")).isNull();
        assertThat(JsonValues.find(document, "/list/x")).isNull();
        assertThat(JsonValues.find(document, "/o/0")).isEqualTo(json("1"));
        assertThat(JsonValues.find(document, "/none/of/these")).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> JsonValues.find(document, "rules"));
    }

    @Test
    void differencesAreAsDeepAsTheShapeIsTheSame() {
        assertThat(JsonValues.differences(
                        json("{'a':{'b':1,'c':1},'l':['x'],'s':[{'slug':'1','v':1}],'gone':0}"),
                        json("{'a':{'b':2,'c':1},'l':['y'],'s':[{'slug':'1','v':2},{'slug':'2'}]}")))
                .extracting(Difference::pointer)
                .containsExactly("/a/b", "/l", "/s/1/v", "/s/2", "/gone");
        assertThat(JsonValues.differences(json("[{'slug':'1'},{'slug':'2'}]"), json("[{'slug':'2'},{'slug':'1'}]")))
                .extracting(Difference::pointer)
                .containsExactly("");
        assertThat(JsonValues.differences(null, json("1")))
                .extracting(Difference::pointer)
                .containsExactly("");
        assertThat(JsonValues.differences(json("1.0"), json("1"))).isEmpty();
    }
}
