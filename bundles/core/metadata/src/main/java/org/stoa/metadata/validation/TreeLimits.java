package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What no JSON may go beyond, whatever its schema says: how deep it is, and how long its numbers are written out. */
final class TreeLimits {
    /** Values within values. */
    static final int MAXIMUM_DEPTH = 100;

    /** Digits before and behind the point of a number, written without exponent. */
    static final int MAXIMUM_DIGITS = 400;

    private static final int MAXIMUM_VIOLATIONS = 10;

    private final List<Violation> violations = new ArrayList<>();

    private TreeLimits() {}

    /** Places beyond a limit, the first ten. */
    static List<Violation> violations(JsonNode tree) {
        TreeLimits limits = new TreeLimits();
        limits.look(tree, null, 0);
        return limits.violations;
    }

    private void look(JsonNode node, Step step, int depth) {
        if (violations.size() >= MAXIMUM_VIOLATIONS) {
            return;
        }
        if (depth > MAXIMUM_DEPTH) {
            violations.add(new Violation(
                    Step.pointer(step), "limit", "must not be nested deeper than " + MAXIMUM_DEPTH + " levels"));
            return;
        }
        if (node.isNumber() && isTooLong(node)) {
            violations.add(new Violation(
                    Step.pointer(step), "limit", "must be a number of at most " + MAXIMUM_DIGITS + " digits"));
        }
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                look(member.getValue(), new Step(step, member.getKey()), depth + 1);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            look(node.get(i), new Step(step, String.valueOf(i)), depth + 1);
        }
    }

    private static boolean isTooLong(JsonNode node) {
        if (node.isBigInteger()) {
            return node.bigIntegerValue().bitLength() > MAXIMUM_DIGITS * 4;
        }
        if (!node.isBigDecimal()) {
            return false;
        }
        BigDecimal number = node.decimalValue();
        long before = (long) number.precision() - number.scale();
        return before > MAXIMUM_DIGITS || number.scale() > MAXIMUM_DIGITS || number.precision() > MAXIMUM_DIGITS;
    }

    /** A way into a tree, written out only where it is needed. */
    private record Step(Step parent, String token) {

        static String pointer(Step step) {
            return step == null ? "" : Pointers.append(pointer(step.parent()), step.token());
        }
    }
}
