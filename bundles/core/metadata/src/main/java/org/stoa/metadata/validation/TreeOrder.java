package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/** Some order of JSON values in which those are equal that JSON Schema takes for equal: 1 and 1.0 are. */
final class TreeOrder implements Comparator<JsonNode> {
    private static final int CHARACTERS_OF_A_STEP = 50;

    private final LongConsumer work;

    /** @param work is told how much work each comparison is */
    TreeOrder(LongConsumer work) {
        this.work = work;
    }

    @Override
    public int compare(JsonNode one, JsonNode other) {
        int byType = one.getNodeType().compareTo(other.getNodeType());
        if (byType != 0) {
            return byType;
        }
        return switch (one.getNodeType()) {
            case STRING -> texts(one.textValue(), other.textValue());
            case NUMBER -> one.decimalValue().compareTo(other.decimalValue());
            case BOOLEAN -> Boolean.compare(one.booleanValue(), other.booleanValue());
            case ARRAY -> arrays(one, other);
            case OBJECT -> objects(one, other);
            default -> 0;
        };
    }

    private int texts(String one, String other) {
        work.accept(1 + Math.min(one.length(), other.length()) / CHARACTERS_OF_A_STEP);
        return one.compareTo(other);
    }

    private int arrays(JsonNode one, JsonNode other) {
        int result = Integer.compare(one.size(), other.size());
        for (int i = 0; result == 0 && i < one.size(); i++) {
            work.accept(1);
            result = compare(one.get(i), other.get(i));
        }
        return result;
    }

    private int objects(JsonNode one, JsonNode other) {
        int result = Integer.compare(one.size(), other.size());
        if (result != 0) {
            return result;
        }
        List<String> names = names(one);
        List<String> otherNames = names(other);
        for (int i = 0; result == 0 && i < names.size(); i++) {
            result = texts(names.get(i), otherNames.get(i));
        }
        for (int i = 0; result == 0 && i < names.size(); i++) {
            result = compare(one.get(names.get(i)), other.get(names.get(i)));
        }
        return result;
    }

    private List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(Comparator.naturalOrder());
        work.accept(names.size());
        return names;
    }
}
