package org.stoa.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the OpenAPI document.
 *
 * @param path template below {@code /api/v1}
 * @param isPublic whether anybody may call it
 * @param permission the permission it needs; empty when the document names none
 * @param queryIds names of the query parameters that take an id
 * @param bodySchema schema of its JSON body; missing when it takes none
 * @param reading what it answers to a GET
 */
record Operation(
        String method,
        String path,
        boolean isPublic,
        String permission,
        List<String> queryIds,
        JsonNode bodySchema,
        Reading reading) {

    /** What there is to read. */
    enum Reading {
        /** Nothing, as it is no GET. */
        NOTHING,
        /** One page of many. */
        PAGE,
        /** What a client may keep, and ask whether it still holds. */
        KEPT,
        /** What must not be kept, or is sent while it is made. */
        OTHER
    }

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    /** Such as {@code POST /billing/invoices/{id}/issue}. */
    String key() {
        return method + " " + path;
    }

    /** The path up to and with each of its parameters, from the left to the right. */
    List<String> templates() {
        List<String> templates = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            templates.add(path.substring(0, matcher.end()));
        }
        return templates;
    }

    /** The path with these values in place of its parameters, from the left to the right. */
    String pathWith(List<String> values) {
        Matcher matcher = PARAMETER.matcher(path);
        StringBuilder result = new StringBuilder();
        int index = 0;
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(values.get(index)));
            index++;
        }
        matcher.appendTail(result);
        return result.toString();
    }

    @Override
    public String toString() {
        return key();
    }
}
