package org.stoa.data.schema;

import java.util.List;
import org.stoa.api.platform.RuleViolation;

/** What scripts have made of a schema breaks rules: their transaction is undone. */
final class SchemaRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RuleViolation> violations;

    SchemaRefusedException(List<RuleViolation> violations) {
        super(violations.toString());
        this.violations = List.copyOf(violations);
    }

    /** At least one. */
    List<RuleViolation> violations() {
        return violations;
    }

    /** The refusal among the causes of {@code failure}, or null. */
    static SchemaRefusedException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaRefusedException refused) {
                return refused;
            }
        }
        return null;
    }
}
