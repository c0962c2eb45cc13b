package org.stoa.registry.artifact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clause of a manifest header, such as {@code a.b;a.c;version="[1,2)";resolution:=optional} (OSGi Core 8, 3.2.4).
 *
 * @param names its paths, at least one
 * @param attributes by name, without their types
 */
record HeaderClause(List<String> names, Map<String, String> attributes, Map<String, String> directives) {

    /**
     * Reads a header.
     *
     * @param header null for one that is not there
     * @throws IllegalArgumentException when it is not well-formed
     */
    static List<HeaderClause> parse(String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        return split(header, ',').stream().map(HeaderClause::clause).toList();
    }

    private static HeaderClause clause(String text) {
        List<String> names = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                names.add(part);
            } else if (equals > 0 && part.charAt(equals - 1) == ':') {
                put(directives, part.substring(0, equals - 1), part.substring(equals + 1));
            } else {
                String name = part.substring(0, equals);
                int type = name.indexOf(':');
                put(attributes, type < 0 ? name : name.substring(0, type), part.substring(equals + 1));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names nothing");
        }
        return new HeaderClause(names, attributes, directives);
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (values.put(name.strip(), unquoted(value.strip())) != null) {
            throw new IllegalArgumentException("'" + name.strip() + "' is stated twice");
        }
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    /** The parts between separators outside of quotes, stripped, none of them empty. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        if (quoted || parts.contains("")) {
            throw new IllegalArgumentException("'" + text + "' is not a well-formed header");
        }
        return parts;
    }
}
