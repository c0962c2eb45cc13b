package org.stoa.rest.problem;

import org.stoa.api.rest.ProblemCode;

/** Failures of the request walk itself, besides the common ones. */
public enum RestProblem implements ProblemCode {
    BODY_INCOMPLETE(
            "body-incomplete",
            408,
            "Body incomplete",
            "The body did not arrive whole in time. Send the request again."),
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
