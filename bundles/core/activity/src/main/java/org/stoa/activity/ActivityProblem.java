package org.stoa.activity;

import org.stoa.api.rest.ProblemCode;

/** What can go wrong with activities. */
enum ActivityProblem implements ProblemCode {
    NO_USER(
            "no-user",
            403,
            "Only for users",
            "This is for users of the tenant; sign in as one instead of acting from outside."),
    NOT_YOUR_COMMENT(
            "not-your-comment",
            403,
            "Somebody else's comment",
            "Only who wrote a comment, or a moderator, can delete it.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    ActivityProblem(String code, int status, String title, String detail) {
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
