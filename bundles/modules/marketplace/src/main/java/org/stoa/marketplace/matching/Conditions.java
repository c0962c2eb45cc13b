package org.stoa.marketplace.matching;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.stoa.marketplace.listing.Requirement;

/** Compares what a listing requires with what a profile has. Texts are compared without regard to case. */
final class Conditions {
    private Conditions() {}

    /** The value of a field; of one within others by its path with dots. Null for none. */
    static Object valueOf(Map<String, Object> fields, String field) {
        if (fields.containsKey(field)) {
            return fields.get(field);
        }
        int dot = field.indexOf('.');
        if (dot > 0 && fields.get(field.substring(0, dot)) instanceof Map<?, ?> inner) {
            @SuppressWarnings("unchecked") // members of JSON objects are named by texts
            Map<String, Object> members = (Map<String, Object>) inner;
            return valueOf(members, field.substring(dot + 1));
        }
        return null;
    }

    static boolean isMet(Requirement requirement, Object actual) {
        Collection<?> values =
                actual == null ? List.of() : actual instanceof Collection<?> many ? many : List.of(actual);
        Object wanted = requirement.value();
        return switch (requirement.operator()) {
            case EXISTS -> !values.isEmpty();
            case EQUALS -> has(values, wanted);
            case NOT_EQUALS -> !has(values, wanted);
            case ONE_OF -> ((List<?>) wanted).stream().anyMatch(each -> has(values, each));
            case ALL_OF -> ((List<?>) wanted).stream().allMatch(each -> has(values, each));
            case AT_LEAST -> values.stream().anyMatch(value -> compares(value, wanted, order -> order >= 0));
            case AT_MOST -> values.stream().anyMatch(value -> compares(value, wanted, order -> order <= 0));
        };
    }

    private static boolean has(Collection<?> values, Object wanted) {
        return values.stream().anyMatch(value -> compares(value, wanted, order -> order == 0));
    }

    /** Values of different kinds have no order, and are not equal. */
    private static boolean compares(Object value, Object wanted, IntPredicate order) {
        if (value instanceof Number && wanted instanceof Number) {
            return order.test(new BigDecimal(value.toString()).compareTo(new BigDecimal(wanted.toString())));
        }
        if (value instanceof String text && wanted instanceof String other) {
            return order.test(folded(text).compareTo(folded(other)));
        }
        return value instanceof Boolean && value.equals(wanted) && order.test(0);
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
