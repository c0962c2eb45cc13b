package org.stoa.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;

/**
 * What the platform answered.
 *
 * @param text body as it came
 */
public record ApiResponse(int status, HttpHeaders headers, String text) {

    /** The body, or a missing node when there is none or it is not JSON. */
    public JsonNode json() {
        String type = header("Content-Type");
        if (text.isEmpty() || type == null || !type.contains("json")) {
            return MissingNode.getInstance();
        }
        return Json.read(text);
    }

    /** First value of a header, or null. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The code of a problem, or an empty text. */
    public String code() {
        return json().path("code").asText();
    }

    /** A member of the body as text, by JSON pointer: {@code /items/0/id}. */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    /**
     * This response.
     *
     * @throws AssertionError when the status is another one; says what was answered instead
     */
    public ApiResponse expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + " but was " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
