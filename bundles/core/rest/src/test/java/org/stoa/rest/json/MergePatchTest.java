package org.stoa.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonCodec CODEC = new JsonCodec(MergePatchTest.class.getClassLoader(), 10_000);

    record Inner(String street, String city) {}

    record Fields(
            @Size(max = 5) String name,
            long count,
            BigDecimal rate,
            Instant at,
            Money price,
            Inner address,
            List<String> tags,
            Map<String, Object> extra,
            Json raw) {}

    private static final Fields CURRENT = new Fields(
            "old",
            7,
            new BigDecimal("1.50"),
            Instant.parse("2025-01-01T00:00:00.000001Z"),
            Money.of("12.30", "EUR"),
            new Inner("Main", "Berlin"),
            List.of("a"),
            Map.of("k", "v"),
            new Json("{\"x\":1}"));

    @AfterAll
    static void close() {
        CODEC.close();
    }

    /** RFC 7396, appendix A: original, patch, result. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':'b'}|{'a':'c'}|{'a':'c'}",
                "{'a':'b'}|{'b':'c'}|{'a':'b','b':'c'}",
                "{'a':'b'}|{'a':null}|{}",
                "{'a':'b','b':'c'}|{'a':null}|{'b':'c'}",
                "{'a':['b']}|{'a':'c'}|{'a':'c'}",
                "{'a':'c'}|{'a':['b']}|{'a':['b']}",
                "{'a':{'b':'c'}}|{'a':{'b':'d','c':null}}|{'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}",
                "['a','b']|['c','d']|['c','d']",
                "{'a':'b'}|['c']|['c']",
                "{'a':'foo'}|null|null",
                "{'a':'foo'}|'bar'|'bar'",
                "{'e':null}|{'a':1}|{'e':null,'a':1}",
                "[1,2]|{'a':'b','c':null}|{'a':'b'}",
                "{}|{'a':{'bb':{'ccc':null}}}|{'a':{'bb':{}}}"
            })
    void examplesOfTheRfcHold(String original, String patch, String result) throws Exception {
        JsonNode patched = JsonMergePatch.apply(json(original), json(patch));

        assertThat(patched).isEqualTo(json(result));
    }

    @Test
    void whatIsNotNamedStaysExactly() throws Exception {
        assertThat(apply("{}")).isEqualTo(CURRENT);
    }

    @Test
    void whatIsNamedChanges() throws Exception {
        Fields after =
                apply("{'name':'new','address':{'city':null},'price':{'amount':'1'},'raw':{'y':[2]},'rate':null}");

        assertThat(after.name()).isEqualTo("new");
        assertThat(after.address()).isEqualTo(new Inner("Main", null));
        assertThat(after.price()).isEqualTo(Money.of("1.00", "EUR"));
        assertThat(after.raw()).isEqualTo(new Json("{\"x\":1,\"y\":[2]}"));
        assertThat(after.rate()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'name':'too long'}|name",
                "{'count':null}|count",
                "{'price':{'amount':'x'}}|price.amount",
                "{'address':{'zip':'1'}}|address.zip",
                "{'address':'x'}|address",
                "{'gone':null}|gone"
            })
    void whatDoesNotFitIsNamed(String patch, String field) {
        assertThatThrownBy(() -> apply(patch))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.errors())
                        .extracting(FieldError::field)
                        .containsExactly(field));
    }

    private static Fields apply(String patch) throws Exception {
        byte[] bytes = patch.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return CODEC.readPatch(bytes, Locale.ENGLISH).applyTo(CURRENT);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
