package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what a keyword expects of the value that does not meet it. */
final class Expectation {
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_VALUES = 10;
    private static final int MOST_ALTERNATIVES = 5;

    private static final Map<String, String> TYPES = Map.of(
            "string", "a text",
            "number", "a number",
            "integer", "a whole number",
            "boolean", "true or false",
            "object", "an object",
            "array", "a list",
            "null", "null");

    private Expectation() {}

    static String of(Error error) {
        JsonNode value = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be " + types(value);
            case "enum" -> "must be " + (value.size() == 1 ? "" : "one of ") + values(value);
            case "const" -> "must be " + shortened(value.toString());
            case "required" -> "is required";
            case "dependentRequired" -> "is required where " + name(error) + " is given";
            case "minimum" -> "must be at least " + number(value);
            case "maximum" -> "must be at most " + number(value);
            case "exclusiveMinimum" -> "must be more than " + number(value);
            case "exclusiveMaximum" -> "must be less than " + number(value);
            case "multipleOf" -> "must be a multiple of " + number(value);
            case "minLength" -> "must have at least " + counted(value, "character");
            case "maxLength" -> "must have at most " + counted(value, "character");
            case "pattern" -> "must match the pattern " + value.asText();
            case "format" -> "must be " + TextFormat.expected(value.asText());
            case "minItems" -> "must have at least " + counted(value, "item");
            case "maxItems" -> "must have at most " + counted(value, "item");
            case "uniqueItems" -> "must not be the same as item " + error.getArguments()[0];
            case "contains", "minContains" -> "must have at least " + matching(error);
            case "maxContains" -> "must have at most " + matching(error);
            case "minProperties" -> "must have at least " + counted(value, "member");
            case "maxProperties" -> "must have at most " + counted(value, "member");
            case "propertyNames" ->
                "has a name that " + of(Alternatives.of(error).get(0));
            case "additionalProperties", "unevaluatedProperties", "unevaluatedItems", "false" -> "must not be given";
            case "not" -> "must not fit the schema under \"not\"";
            case "anyOf" -> "must fit one of several schemas: " + alternatives(error);
            case "oneOf" -> oneOf(error);
            default -> "does not meet \"" + error.getKeyword() + "\"";
        };
    }

    private static String types(JsonNode type) {
        List<String> names = new ArrayList<>();
        (type.isArray() ? type : List.of(type))
                .forEach(each -> names.add(TYPES.getOrDefault(each.asText(), each.asText())));
        return String.join(" or ", names);
    }

    private static String values(JsonNode values) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), MOST_VALUES); i++) {
            shown.add(shortened(values.get(i).toString()));
        }
        String more = values.size() > MOST_VALUES ? " or " + (values.size() - MOST_VALUES) + " others" : "";
        return String.join(", ", shown) + more;
    }

    private static String name(Error error) {
        return "\"" + shortened(error.getProperty()) + "\"";
    }

    private static String number(JsonNode value) {
        return shortened(value.isNumber() ? value.decimalValue().toPlainString() : value.asText());
    }

    private static String counted(JsonNode count, String noun) {
        return count.asLong() + " " + noun + (count.asLong() == 1 ? "" : "s");
    }

    private static String matching(Error error) {
        String count = error.getArguments()[0].toString();
        return count + (count.equals("1") ? " item that fits" : " items that fit") + " the schema under \"contains\"";
    }

    private static String oneOf(Error error) {
        Error own = Alternatives.of(error).get(0);
        if ("oneOf.indexes".equals(own.getMessageKey())) {
            return "must fit exactly one of several schemas, but fits number " + own.getArguments()[1];
        }
        return "must fit exactly one of several schemas: " + alternatives(error);
    }

    private static String alternatives(Error error) {
        String own = Pointers.of(error.getInstanceLocation());
        return Alternatives.of(error).stream()
                .filter(inner -> !inner.getKeyword().equals(error.getKeyword())
                        || !Alternatives.of(inner).isEmpty())
                .map(inner -> relative(own, ViolationReport.pointer(inner)) + of(inner))
                .distinct()
                .limit(MOST_ALTERNATIVES)
                .collect(Collectors.joining("; or "));
    }

    private static String relative(String own, String pointer) {
        return pointer.equals(own) ? "" : pointer.substring(own.length()) + " ";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
