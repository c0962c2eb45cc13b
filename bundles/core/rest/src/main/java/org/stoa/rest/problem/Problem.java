package org.stoa.rest.problem;

import java.util.List;
import java.util.Map;
import org.stoa.api.rest.FieldError;

/**
 * A failure in the words of one caller's language, ready to be answered (RFC 9457).
 *
 * @param headers headers of the response
 */
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        List<FieldError> errors,
        Map<String, Object> extensions,
        Map<String, String> headers) {

    /** Media type of the answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Where clients can tell kinds of problems apart by URI. */
    public String type() {
        return typeOf(code);
    }

    static String typeOf(String code) {
        return "/api/problems/" + code;
    }
}
