package org.stoa.registry.artifact;

import java.util.List;
import org.stoa.api.platform.RuleViolation;

/** A file cannot be read as a module at all. */
public final class ArchiveRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<RuleViolation> violations;

    ArchiveRefusedException(String rule, String subject, String message) {
        this(List.of(new RuleViolation(rule, subject, message)));
    }

    ArchiveRefusedException(List<RuleViolation> violations) {
        super(String.join("; ", violations.stream().map(RuleViolation::toString).toList()));
        this.violations = List.copyOf(violations);
    }

    /** Why, at least one. */
    public List<RuleViolation> violations() {
        return violations;
    }
}
