package org.stoa.rest.problem;

import org.stoa.api.rest.ProblemCode;

/** Failures of the request walk itself, besides the common ones. */
public enum RestProblem implements ProblemCode {
    BODY_INCOMPLETE(
            "body-incomplete",
            408,
            "Body incomplete",
            "The body did not arrive whole in time. Send the request again."),
    MALFORMED_MULTIPART(
            "malformed-multipart",
            400,
            "The body is not valid multipart/form-data",
            "The parts of the body cannot be told apart, or one has no name. See RFC 7578."),
    MALFORMED_REQUEST(
            "malformed-request",
            400,
            "The request is not valid HTTP",
            "The server could not read the head of the request, or refuses its path."),
    URI_TOO_LONG("uri-too-long", 414, "Path too long", "The server does not read paths of this length."),
    HEADERS_TOO_LARGE(
            "headers-too-large", 431, "Headers too large", "The server does not read that many or that long headers."),
    TENANT_REQUIRED(
            "tenant-required",
            403,
            "Tenant needed",
            "This works for one tenant only. Sign in to a tenant, or switch to one with POST /api/v1/auth/switch."),
    TENANT_MISMATCH(
            "tenant-mismatch",
            403,
            "Signed in to another tenant",
            "The host name of this request belongs to another tenant than the one you are signed in to.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    RestProblem(String code, int status, String title, String detail) {
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
