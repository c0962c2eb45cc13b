package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelIssue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with an expression, in the words of those who write JSON. */
final class Wording {

    private static final int MOST_ISSUES = 3;
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '(?<name>.+?)' applied to '(?<types>.*?)'( \\(cand.*)?");
    private static final Pattern FIELD = Pattern.compile("undefined field '(?<name>.*)'");
    private static final Pattern REFERENCE = Pattern.compile("undeclared reference to '(?<name>.*?)' \\(in .*");
    private static final Pattern SELECTION = Pattern.compile("type '(?<type>.*)' does not support field selection");
    private static final Pattern INPUT = Pattern.compile("(mismatched|extraneous) input '(?<text>.*?)' expecting .*");

    private Wording() {}

    /** The first of them, each as {@code <line>:<column> <what is wrong>}. */
    static String of(List<CelIssue> issues) {
        return issues.stream()
                .limit(MOST_ISSUES)
                .map(issue -> issue.getSourceLocation().getLine() + ":"
                        + (issue.getSourceLocation().getColumn() + 1) + " " + of(issue.getMessage()))
                .collect(Collectors.joining("; "));
    }

    private static String of(String message) {
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return "'" + shown(overload.group("name")) + "' is not possible for " + types(overload.group("types"));
        }
        Matcher field = FIELD.matcher(message);
        if (field.matches()) {
            return "there is no member '" + field.group("name") + "'";
        }
        Matcher reference = REFERENCE.matcher(message);
        if (reference.matches()) {
            return "there is no '" + reference.group("name") + "'";
        }
        Matcher selection = SELECTION.matcher(message);
        if (selection.matches()) {
            return "a " + types(selection.group("type")) + " has no members";
        }
        if (message.contains("limit exceeded") || message.contains("exceeds limit")) {
            return "is too large, or nested too deep";
        }
        Matcher input = INPUT.matcher(message);
        if (input.matches()) {
            return (input.group("text").equals("<EOF>") ? "the end" : "'" + input.group("text") + "'")
                    + " is not expected here";
        }
        return message;
    }

    static String notPossible(String function, JsonNode[] arguments) {
        return "'" + shown(function) + "' is not possible for "
                + Arrays.stream(arguments).map(Wording::type).collect(Collectors.joining(", "));
    }

    /** {@code _+_} as {@code +}. */
    private static String shown(String function) {
        return function.length() > 2 && function.startsWith("_") || function.endsWith("_")
                ? function.replace("_", "")
                : function.replace("@", "");
    }

    /** A type of CEL. */
    static String type(String type) {
        return types(type);
    }

    private static String types(String types) {
        return types.replaceAll("^\\(|\\)$", "")
                .replaceAll("\\bdouble\\b", "number")
                .replaceAll("\\bstring\\b", "text")
                .replaceAll("\\bbool\\b", "boolean")
                .replaceAll("\\bnull_type\\b", "null")
                .replaceAll("\\bwrapper\\((\\w+)\\)", "$1")
                .replaceAll("object#\\d+", "object");
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text";
            case ARRAY -> "list";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
