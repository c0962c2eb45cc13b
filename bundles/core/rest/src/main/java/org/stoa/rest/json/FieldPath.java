package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Paths of fields as clients read them: {@code items[0].unitPrice.amount}. */
final class FieldPath {

    /** Name of the whole body. */
    static final String BODY = "body";

    private static final int LONGEST = 500;

    private FieldPath() {}

    /** Path of the value that the parser stands at. */
    static String current(JsonParser parser) {
        JsonStreamContext context = parser.getParsingContext();
        JsonToken token = parser.currentToken();
        boolean entered = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        return of(entered ? context.getParent() : context);
    }

    /** Path of the field that the context is about to fill, or has filled. */
    static String of(JsonStreamContext context) {
        Deque<JsonStreamContext> levels = new ArrayDeque<>();
        for (JsonStreamContext level = context; level != null && !level.inRoot(); level = level.getParent()) {
            levels.push(level);
        }
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext level : levels) {
            if (level.inArray()) {
                append(path, level.getCurrentIndex());
            } else if (level.getCurrentName() != null) {
                append(path, level.getCurrentName());
            }
        }
        return finished(path);
    }

    /** Path that a mapping failure carries. */
    static String of(JsonMappingException failure) {
        List<JsonMappingException.Reference> references = failure.getPath();
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() != null) {
                append(path, reference.getFieldName());
            } else if (reference.getIndex() >= 0) {
                append(path, reference.getIndex());
            }
        }
        return finished(path);
    }

    /** Path of a member of the object at {@code parent}. */
    static String member(String parent, String name) {
        StringBuilder path = new StringBuilder(BODY.equals(parent) ? "" : parent);
        append(path, name);
        return finished(path);
    }

    private static void append(StringBuilder path, String name) {
        if (path.length() > 0) {
            path.append('.');
        }
        path.append(name);
    }

    private static void append(StringBuilder path, int index) {
        path.append('[').append(index).append(']');
    }

    private static String finished(StringBuilder path) {
        if (path.length() == 0) {
            return BODY;
        }
        String text = path.length() > LONGEST ? path.substring(0, LONGEST) + "..." : path.toString();
        return Text.printable(text);
    }
}
