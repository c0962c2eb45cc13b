package org.stoa.metadata.industry;

import jakarta.validation.Constraint;
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
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.stoa.api.value.SingleLine;

/**
 * Checks the constraints (Jakarta Validation) that records carry. Requests are checked by the REST interface; this is for
 * what comes in a template, and knows the constraints that the records of this bundle use.
 */
final class Constraints {

    private Constraints() {}

    /**
     * Notes everything that is wrong.
     *
     * @param faults JSON pointer to what is wrong there; the first of each place stays
     */
    static void check(Record item, Map<String, String> faults) {
        members(item, "", faults);
    }

    private static void members(Record item, String pointer, Map<String, String> faults) {
        for (RecordComponent member : item.getClass().getRecordComponents()) {
            check(
                    valueOf(item, member),
                    member.getAnnotatedType(),
                    JsonValues.below(pointer, member.getName()),
                    faults);
        }
    }

    private static void check(Object value, AnnotatedType type, String pointer, Map<String, String> faults) {
        for (Annotation annotation : type.getAnnotations()) {
            String broken = broken(annotation, value);
            if (broken != null) {
                faults.putIfAbsent(pointer, broken);
                return;
            }
        }
        if (value instanceof Record inner) {
            members(inner, pointer, faults);
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            elements(value, parameterized.getAnnotatedActualTypeArguments(), pointer, faults);
        }
    }

    private static void elements(Object value, AnnotatedType[] types, String pointer, Map<String, String> faults) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(list.get(i), types[0], pointer + "/" + i, faults);
            }
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                String place = JsonValues.below(pointer, String.valueOf(key));
                check(key, types[0], place, faults);
                check(each, types[1], place, faults);
            });
        }
    }

    /** What is wrong with a value; null when nothing is. */
    private static String broken(Annotation constraint, Object value) {
        boolean needed =
                constraint instanceof NotNull || constraint instanceof NotBlank || constraint instanceof NotEmpty;
        if (value == null) {
            return needed ? "is missing" : null;
        }
        if (constraint instanceof NotBlank) {
            return value.toString().isBlank() ? "must not be blank" : null;
        }
        if (constraint instanceof NotEmpty) {
            return sizeOf(value) == 0 ? "must not be empty" : null;
        }
        if (constraint instanceof Size size) {
            boolean fits = size.min() <= sizeOf(value) && sizeOf(value) <= size.max();
            return fits ? null : "must have " + size.min() + " to " + size.max() + " " + unitOf(value);
        }
        if (constraint instanceof Pattern pattern) {
            boolean own = !pattern.message().startsWith("{");
            return value.toString().matches(pattern.regexp())
                    ? null
                    : own ? pattern.message() : "must match " + pattern.regexp();
        }
        if (constraint instanceof SingleLine) {
            return value.toString().matches(SingleLine.FORM) ? null : SingleLine.RULE;
        }
        return needed ? null : brokenBound(constraint, value);
    }

    private static String brokenBound(Annotation constraint, Object value) {
        if (constraint instanceof Positive) {
            return ((Number) value).doubleValue() > 0 ? null : "must be more than 0";
        }
        if (constraint instanceof PositiveOrZero) {
            return ((Number) value).doubleValue() >= 0 ? null : "must be 0 or more";
        }
        if (constraint instanceof Min min) {
            return ((Number) value).doubleValue() >= min.value() ? null : "must be " + min.value() + " or more";
        }
        if (constraint instanceof Max max) {
            return ((Number) value).doubleValue() <= max.value() ? null : "must be " + max.value() + " or less";
        }
        if (constraint.annotationType().isAnnotationPresent(Constraint.class)) {
            throw new IllegalStateException("templates do not know the constraint " + constraint);
        }
        return null;
    }

    private static int sizeOf(Object value) {
        if (value instanceof Collection<?> list) {
            return list.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : ((CharSequence) value).length();
    }

    private static String unitOf(Object value) {
        return value instanceof CharSequence ? "characters" : "entries";
    }

    private static Object valueOf(Record item, RecordComponent member) {
        try {
            return member.getAccessor().invoke(item);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
