package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionsTest {

    @Test
    void comparesNumbersOfJson() throws Exception {
        Expression adult = new Expressions()
                .compile(
                        "data.age >= 18",
                        new ExpressionScope(Map.of("data", ExpressionType.DYNAMIC), ExpressionType.BOOLEAN));
        assertThat(adult.evaluate(Map.of("data", new ObjectMapper().readTree("{\"age\": 18}")))
                        .asBoolean())
                .isTrue();
    }
}
