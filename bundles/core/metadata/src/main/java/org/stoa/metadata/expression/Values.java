package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.Map;
import org.stoa.metadata.expression.Function.Caller;
import org.stoa.metadata.pattern.LinearPattern;

/** Texts, lists and objects. Work that grows with their size is paid for before it is done. */
final class Values {

    private static final int LONGEST_TEXT = 100_000;
    private static final int CHARACTERS_OF_A_STEP = 50;
    private static final int COMPARED_PAIRS_OF_A_STEP = 500;
    private static final int DIGITS_OF_A_STEP = 5;
    private static final int EFFORT_OF_A_STEP = 10;
    private static final int DEEPEST = 100;

    private Values() {}

    static boolean areEqual(JsonNode one, JsonNode other, Caller caller) {
        return areEqual(one, other, caller, 0);
    }

    private static boolean areEqual(JsonNode one, JsonNode other, Caller caller, int depth) {
        caller.spend(1);
        if (one.getNodeType() != other.getNodeType()) {
            return false;
        }
        requireShallow(depth);
        return switch (one.getNodeType()) {
            case NUMBER -> {
                caller.spend(Numbers.effort(one) + Numbers.effort(other));
                yield Numbers.of(one).compareTo(Numbers.of(other)) == 0;
            }
            case STRING -> {
                caller.spend(characters(
                        Math.min(one.textValue().length(), other.textValue().length())));
                yield one.textValue().equals(other.textValue());
            }
            case ARRAY -> {
                boolean equal = one.size() == other.size();
                for (int i = 0; equal && i < one.size(); i++) {
                    equal = areEqual(one.get(i), other.get(i), caller, depth + 1);
                }
                yield equal;
            }
            case OBJECT -> {
                boolean equal = one.size() == other.size();
                Iterator<Map.Entry<String, JsonNode>> members = one.properties().iterator();
                while (equal && members.hasNext()) {
                    Map.Entry<String, JsonNode> member = members.next();
                    JsonNode value = other.get(member.getKey());
                    equal = value != null && areEqual(member.getValue(), value, caller, depth + 1);
                }
                yield equal;
            }
            default -> one.equals(other);
        };
    }

    /** Two numbers, or two texts code point by code point. */
    static int compare(JsonNode one, JsonNode other, Caller caller) {
        if (one.isNumber()) {
            return Numbers.of(one).compareTo(Numbers.of(other));
        }
        String first = one.textValue();
        String second = other.textValue();
        int length = Math.min(first.length(), second.length());
        caller.spend(characters(length));
        for (int i = 0; i < length; i++) {
            char a = first.charAt(i);
            char b = second.charAt(i);
            if (a != b) {
                // surrogates stand for the code points beyond all others
                boolean surrogate = Character.isSurrogate(a);
                return surrogate == Character.isSurrogate(b) ? Character.compare(a, b) : surrogate ? 1 : -1;
            }
        }
        return Integer.compare(first.length(), second.length());
    }

    static JsonNode join(JsonNode[] given, Caller caller) {
        String first = given[0].textValue();
        String second = given[1].textValue();
        int length = first.length() + second.length();
        if (length > LONGEST_TEXT) {
            throw ExpressionException.beyondLimit("makes a text of more than " + LONGEST_TEXT + " characters");
        }
        caller.spend(characters(length));
        return TextNode.valueOf(first + second);
    }

    static JsonNode concatenate(JsonNode[] given, Caller caller) {
        caller.spend((long) given[0].size() + given[1].size());
        ArrayNode list = JsonNodeFactory.instance.arrayNode(given[0].size() + given[1].size());
        given[0].forEach(list::add);
        given[1].forEach(list::add);
        return list;
    }

    static JsonNode sum(JsonNode[] given, Caller caller) {
        caller.spend(given[0].size());
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode each : given[0]) {
            if (!each.isNumber()) {
                throw new ExpressionException("adds up what is no number");
            }
            caller.spend(Numbers.effort(each));
            sum = Numbers.of(Numbers.node(sum.add(Numbers.of(each), MathContext.DECIMAL128)));
        }
        return Numbers.node(sum);
    }

    /** Of a text. */
    static JsonNode number(JsonNode[] given, Caller caller) {
        caller.spend(given[0].textValue().length() / DIGITS_OF_A_STEP);
        return Numbers.parse(given[0].textValue());
    }

    static JsonNode contains(JsonNode[] given, Caller caller) {
        String text = given[0].textValue();
        String part = given[1].textValue();
        caller.spend(characters(text.length()) + (long) text.length() * part.length() / COMPARED_PAIRS_OF_A_STEP);
        return Functions.truth(text.contains(part));
    }

    static JsonNode startsWith(JsonNode[] given, Caller caller) {
        caller.spend(characters(given[1].textValue().length()));
        return Functions.truth(given[0].textValue().startsWith(given[1].textValue()));
    }

    static JsonNode endsWith(JsonNode[] given, Caller caller) {
        caller.spend(characters(given[1].textValue().length()));
        return Functions.truth(given[0].textValue().endsWith(given[1].textValue()));
    }

    static JsonNode matches(JsonNode[] given, Caller caller) {
        LinearPattern pattern = caller.pattern(given[1].textValue());
        caller.spend(pattern.effort(given[0].textValue().length()) / EFFORT_OF_A_STEP);
        return Functions.truth(pattern.find(given[0].textValue()));
    }

    static JsonNode item(JsonNode[] given, Caller caller) {
        JsonNode item = given[0].get(Numbers.whole(given[1]));
        if (item == null) {
            throw new ExpressionException("there is no item " + Numbers.text(given[1]) + " in a list of "
                    + given[0].size() + ", counted from 0");
        }
        return item;
    }

    static JsonNode isAmong(JsonNode[] given, Caller caller) {
        for (JsonNode each : given[1]) {
            if (areEqual(given[0], each, caller)) {
                return Functions.truth(true);
            }
        }
        return Functions.truth(false);
    }

    /** Items, members, or characters of a text. */
    static JsonNode size(JsonNode[] given, Caller caller) {
        if (!given[0].isTextual()) {
            return Numbers.node(given[0].size());
        }
        String text = given[0].textValue();
        caller.spend(characters(text.length()));
        return Numbers.node(text.codePointCount(0, text.length()));
    }

    static JsonNode member(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null) {
            throw new ExpressionException(
                    object.isObject()
                            ? "there is no member '" + name + "'"
                            : "'" + name + "' is asked of what is no object");
        }
        return member;
    }

    /** A tree of its own: values of an expression may share parts, and be much larger written out. */
    static JsonNode copy(JsonNode value, Caller caller) {
        return copy(value, caller, 0);
    }

    private static JsonNode copy(JsonNode value, Caller caller, int depth) {
        caller.spend(1);
        if (!value.isContainerNode()) {
            return value;
        }
        requireShallow(depth);
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(each -> list.add(copy(each, caller, depth + 1)));
            return list;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(each -> object.set(each.getKey(), copy(each.getValue(), caller, depth + 1)));
        return object;
    }

    private static void requireShallow(int depth) {
        if (depth > DEEPEST) {
            throw ExpressionException.beyondLimit("needs values nested deeper than " + DEEPEST + " levels");
        }
    }

    private static long characters(int count) {
        return count / CHARACTERS_OF_A_STEP;
    }
}
