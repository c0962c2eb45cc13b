package org.stoa.api.rest;

/** Failures that every operation may answer with. */
public enum CommonProblem implements ProblemCode {
    INVALID_REQUEST("invalid-request", 400, "The request is not valid", "{0}"),
    MALFORMED_JSON("malformed-json", 400, "The body is not valid JSON", "{0}"),
    NOT_AUTHENTICATED(
            "not-authenticated",
            401,
            "Sign-in needed",
            "Send an access token in Authorization: Bearer, or an API key in X-API-Key."),
    PERMISSION_DENIED("permission-denied", 403, "Permission denied", "This needs the permission {0}."),
    LIMIT_EXCEEDED(
            "limit-exceeded",
            403,
            "Limit reached",
            "No more {0} can be used: {1} of {2} are. Delete some, wait for the next period, or change to a larger plan."),
    NOT_FOUND("not-found", 404, "Not found", "There is no {0} with this id."),
    NO_SUCH_PATH("no-such-path", 404, "Not found", "There is nothing at this path."),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed", "This path does not support the method {0}."),
    NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable", "This path answers with application/json only."),
    CONFLICT("conflict", 409, "Conflict", "{0}"),
    PRECONDITION_FAILED(
            "precondition-failed",
            412,
            "Changed in the meantime",
            "It was changed since you read it. Read it again and repeat the change with its new ETag."),
    BODY_TOO_LARGE("body-too-large", 413, "Body too large", "The body may have at most {0} bytes."),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type", "Send {0}."),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused",
            422,
            "Idempotency key used for another request",
            "Use a new Idempotency-Key for a new request."),
    PRECONDITION_REQUIRED("precondition-required", 428, "If-Match needed", "Send the ETag you last read in If-Match."),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests", "Try again in {0} seconds."),
    INTERNAL_ERROR(
            "internal-error",
            500,
            "Internal error",
            "Something went wrong on our side. Quote the requestId when you report it."),
    DATABASE_UNAVAILABLE(
            "database-unavailable",
            503,
            "Database unavailable",
            "The database cannot be reached, or did not answer in time. Nothing was changed; try again shortly."),
    STARTING("starting", 503, "Starting", "This part of the platform is not ready yet. Try again shortly."),
    STORAGE_FULL(
            "storage-full",
            507,
            "Storage full",
            "There is no room left to store this. Nothing was changed; whoever runs the platform has to make room.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    CommonProblem(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }
}
