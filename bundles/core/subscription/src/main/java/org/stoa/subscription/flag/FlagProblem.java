package org.stoa.subscription.flag;

import org.stoa.api.rest.ProblemCode;

/** Failures of feature flags that clients can rely on. */
public enum FlagProblem implements ProblemCode {
    FEATURE_CONFLICT(
            "feature-conflict",
            409,
            "Features contradict one another",
            "With this change the flags would contradict one another: {0}. Drop one of these rules; conflict names them."),
    FEATURE_IN_USE(
            "feature-in-use",
            409,
            "Feature in use",
            "Other features require it or are incompatible with it: {0}. Change those first.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    FlagProblem(String code, int status, String title, String detail) {
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
