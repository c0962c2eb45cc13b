package org.stoa.rest.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;

/** All that is wrong with one body, collected while it is mapped, so that the caller learns it at once. */
final class MappingErrors {

    /** Attribute of the deserialization under which the collection travels. */
    static final String ATTRIBUTE = MappingErrors.class.getName();

    private static final int MOST = 100;

    private final Messages messages;
    private final Map<String, String> errors = new LinkedHashMap<>();

    MappingErrors(Messages messages) {
        this.messages = messages;
    }

    /** The collection of this deserialization. */
    static MappingErrors of(DeserializationContext context) {
        return (MappingErrors) context.getAttribute(ATTRIBUTE);
    }

    Messages messages() {
        return messages;
    }

    /** The errors so far, which later ones do not change. */
    MappingErrors copy() {
        MappingErrors copy = new MappingErrors(messages);
        copy.errors.putAll(errors);
        return copy;
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Remembers the first thing wrong with each field. */
    void add(String field, String message) {
        if (errors.size() < MOST) {
            errors.putIfAbsent(field, message);
        }
    }

    /** Whether the field, or one that it lies in, could not even be mapped. */
    boolean covers(String field) {
        return errors.keySet().stream()
                .anyMatch(
                        known -> field.equals(known) || field.startsWith(known + ".") || field.startsWith(known + "["));
    }

    /** Whether a field inside of this one could not be mapped. */
    boolean hasUnder(String field) {
        return errors.keySet().stream()
                .anyMatch(known -> known.startsWith(field + ".") || known.startsWith(field + "["));
    }

    /** 400 {@code invalid-request} with every error. */
    ProblemException problem() {
        return problem(
                errors.entrySet().stream()
                        .map(error -> new FieldError(error.getKey(), error.getValue()))
                        .toList(),
                messages);
    }

    /** 400 {@code invalid-request} with the given errors. */
    static ProblemException problem(List<FieldError> errors, Messages messages) {
        FieldError first = errors.get(0);
        String detail =
                errors.size() == 1 ? first.field() + " " + first.message() : messages.get("several", errors.size());
        ProblemException problem = ProblemException.of(CommonProblem.INVALID_REQUEST, detail);
        errors.forEach(error -> problem.withField(error.field(), error.message()));
        return problem;
    }
}
