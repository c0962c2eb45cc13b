package org.stoa.rest.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.Collection;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.value.SingleLine;

/** Translates constraints (Jakarta Validation) to the keywords of a schema. */
final class Constrained {

    private Constrained() {}

    /** Whether a value must be there. */
    static boolean isRequired(Collection<? extends Annotation> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> annotation instanceof NotNull
                        || annotation instanceof NotBlank
                        || annotation instanceof NotEmpty);
    }

    /** Adds what the annotations demand of a value of the schema's type. */
    static void apply(Collection<? extends Annotation> annotations, ObjectNode schema) {
        String type = schema.path("type").asText();
        for (Annotation annotation : annotations) {
            if (annotation instanceof Size size) {
                size(size, type, schema);
            } else if (annotation instanceof NotBlank || annotation instanceof NotEmpty) {
                atLeastOne(type, schema);
            } else if (annotation instanceof Pattern pattern) {
                schema.put("pattern", "^(?:" + pattern.regexp() + ")$");
            } else if (annotation instanceof Email) {
                schema.put("format", "email");
            } else if (annotation instanceof Sensitive && "string".equals(type)) {
                schema.put("format", "password");
            } else if (annotation instanceof SingleLine) {
                if (!schema.has("pattern")) {
                    schema.put("pattern", "^" + SingleLine.FORM + "$");
                }
            } else {
                range(annotation, schema);
            }
        }
    }

    private static void size(Size size, String type, ObjectNode schema) {
        String unit = "array".equals(type) ? "Items" : "object".equals(type) ? "Properties" : "Length";
        if (size.min() > 0) {
            schema.put("min" + unit, size.min());
        }
        if (size.max() < Integer.MAX_VALUE) {
            schema.put("max" + unit, size.max());
        }
    }

    private static void atLeastOne(String type, ObjectNode schema) {
        String keyword = "array".equals(type) ? "minItems" : "object".equals(type) ? "minProperties" : "minLength";
        if (!schema.has(keyword)) {
            schema.put(keyword, 1);
        }
    }

    private static void range(Annotation annotation, ObjectNode schema) {
        if (annotation instanceof Min min) {
            schema.put("minimum", min.value());
        } else if (annotation instanceof Max max) {
            schema.put("maximum", max.value());
        } else if (annotation instanceof DecimalMin min) {
            schema.put("minimum", new BigDecimal(min.value()));
            exclusive(schema, "exclusiveMinimum", min.inclusive());
        } else if (annotation instanceof DecimalMax max) {
            schema.put("maximum", new BigDecimal(max.value()));
            exclusive(schema, "exclusiveMaximum", max.inclusive());
        } else if (annotation instanceof Positive) {
            schema.put("minimum", 0);
            exclusive(schema, "exclusiveMinimum", false);
        } else if (annotation instanceof PositiveOrZero) {
            schema.put("minimum", 0);
        }
    }

    private static void exclusive(ObjectNode schema, String keyword, boolean inclusive) {
        if (!inclusive) {
            schema.put(keyword, true);
        }
    }
}
