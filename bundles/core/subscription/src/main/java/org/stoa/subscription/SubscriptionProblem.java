package org.stoa.subscription;

import org.stoa.api.rest.ProblemCode;

/** Failures of this bundle that clients can rely on. */
public enum SubscriptionProblem implements ProblemCode {
    PLAN_UNKNOWN("plan-unknown", 400, "No such plan", "There is no plan {0} that can be subscribed to.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    SubscriptionProblem(String code, int status, String title, String detail) {
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
