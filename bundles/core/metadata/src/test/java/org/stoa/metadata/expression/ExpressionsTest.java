package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemException;

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

    @Test
    void loopsWithinLoopsEnd() {
        String loops = "[1,2,3,4,5,6,7,8,9,10].all(@, true)";
        String nested = loops;
        for (String name : List.of("b", "c", "d", "e", "f")) {
            nested = nested.replace("@", "a").replace("true", loops.replace("@", name));
        }
        Expression expression = new Expressions()
                .compile(
                        nested.replace("@", "g"),
                        new ExpressionScope(Map.of("data", ExpressionType.DYNAMIC), ExpressionType.BOOLEAN));
        assertThatThrownBy(() -> expression.evaluate(Map.of("data", 1))).isInstanceOf(ExpressionException.class);
    }

    @Test
    void whatIsTooLongOrTooDeepIsNotCompiled() {
        ExpressionScope scope = new ExpressionScope(Map.of("data", ExpressionType.DYNAMIC), ExpressionType.DYNAMIC);
        for (String source : List.of("1" + " + 1".repeat(2000), "(".repeat(200) + "1" + ")".repeat(200))) {
            assertThatThrownBy(() -> new Expressions().compile(source, scope)).isInstanceOf(ProblemException.class);
        }
    }
}
