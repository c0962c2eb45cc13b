package org.stoa.metadata.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

/** What is wrong with a schema, by place; one error a place is enough, and a hundred altogether. */
final class SchemaErrors {
    private static final int MAXIMUM = 100;

    private final Map<String, String> messages = new LinkedHashMap<>();

    void add(String place, String message) {
        if (messages.size() < MAXIMUM) {
            messages.putIfAbsent(place, message);
        }
    }

    /** @throws ProblemException 400 {@code schema-invalid} when there is any */
    void throwIfAny() {
        if (messages.isEmpty()) {
            return;
        }
        ProblemException problem = ProblemException.of(MetadataProblem.SCHEMA_INVALID);
        messages.forEach(problem::withField);
        throw problem;
    }

    static ProblemException of(String place, String message) {
        return ProblemException.of(MetadataProblem.SCHEMA_INVALID).withField(place, message);
    }
}
