package org.stoa.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer to a request that named things by certain identifiers.
 *
 * @param identifiers what the request named things by
 */
record Answer(ApiResponse response, Identifiers identifiers) {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    /** Goes with the body, ids included. */
    private static final Pattern CHECKSUM = Pattern.compile("(ETag: \"(?:\\d+-)?)[0-9a-f]{16}\"");

    private static final List<String> OF_ONE_REQUEST = List.of("requestId", "instance");
    private static final List<String> TELLING_HEADERS = List.of("ETag", "Location", "Allow", "Content-Type");

    /** What two answers must have in common to be indistinguishable. */
    String comparable() {
        Stream<String> headers = TELLING_HEADERS.stream().map(name -> name + ": " + response.header(name));
        String tagged = CHECKSUM.matcher(headers.toList().toString()).replaceAll("$1<checksum>\"");
        String text = response.status() + " " + tagged + " " + body();
        return TIME.matcher(identifiers.anonymize(text)).replaceAll("<time>");
    }

    private String body() {
        JsonNode json = response.json();
        if (json instanceof ObjectNode object) {
            return object.deepCopy().remove(OF_ONE_REQUEST).toString();
        }
        return json.isMissingNode() ? response.text() : json.toString();
    }
}
