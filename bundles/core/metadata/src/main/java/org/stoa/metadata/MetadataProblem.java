package org.stoa.metadata;

import org.stoa.api.rest.ProblemCode;

/** Failures of this bundle that clients can rely on. */
public enum MetadataProblem implements ProblemCode {
    SCHEMA_INVALID("schema-invalid", 400, "Schema not valid", "The schema cannot be used; errors names every place."),
    DATA_INVALID(
            "data-invalid",
            400,
            "Data does not fit its schema",
            "The data does not fit its schema; errors names every place."),
    EXPRESSION_INVALID("expression-invalid", 400, "Expression not valid", "The expression cannot be used: {0}");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    MetadataProblem(String code, int status, String title, String detail) {
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
