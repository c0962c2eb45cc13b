package org.stoa.api.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A failure that the caller is told about, answered as {@code application/problem+json} (RFC 9457) with
 * {@code {type, title, status, detail, code, requestId, errors, ...extensions}}. Carries no stack trace: it is an answer,
 * not a defect.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient Object[] arguments;
    private final transient List<FieldError> errors = new ArrayList<>();
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ProblemException(ProblemCode code, Object[] arguments) {
        super(code.code(), null, false, false);
        this.code = code;
        this.arguments = arguments;
    }

    /** A problem of the given kind; the arguments fill the placeholders of its detail. */
    public static ProblemException of(ProblemCode code, Object... arguments) {
        return new ProblemException(code, arguments.clone());
    }

    /** 400 {@code invalid-request} because of one field. */
    public static ProblemException invalid(String field, String message) {
        return of(CommonProblem.INVALID_REQUEST, field + " " + message).withField(field, message);
    }

    /** 404 {@code not-found}: {@code resource} in words, such as {@code "invoice"}. */
    public static ProblemException notFound(String resource) {
        return of(CommonProblem.NOT_FOUND, resource);
    }

    /** Adds what is wrong with one field. */
    public ProblemException withField(String field, String message) {
        errors.add(new FieldError(field, message));
        return this;
    }

    /**
     * Adds a member to the problem document; the value is written as JSON.
     *
     * @throws NullPointerException when there is no value: leave the member out then
     */
    public ProblemException with(String member, Object value) {
        extensions.put(Objects.requireNonNull(member, "member"), Objects.requireNonNull(value, member));
        return this;
    }

    /** Adds a header to the response. */
    public ProblemException withHeader(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    /** What is wrong, in English; callers are told it in their language. */
    public String detail() {
        String detail = code.detail();
        for (int index = 0; index < arguments.length; index++) {
            detail = detail.replace("{" + index + "}", String.valueOf(arguments[index]));
        }
        return detail;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public Map<String, Object> extensions() {
        return Map.copyOf(extensions);
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    /** Status, code and detail in one line; the name of the code's class when it fails to say them. */
    @Override
    public String getMessage() {
        try {
            return code.status() + " " + code.code() + ": " + detail();
        } catch (RuntimeException | LinkageError e) {
            // whoever logs a failure must not fail over a module's code
            return code.getClass().getName();
        }
    }
}
