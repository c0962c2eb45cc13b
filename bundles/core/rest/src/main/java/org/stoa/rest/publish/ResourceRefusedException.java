package org.stoa.rest.publish;

import java.util.List;
import java.util.stream.Collectors;
import org.stoa.api.platform.RuleViolation;

/** A resource breaks rules of the platform and is not published; the message names class, method and rule of each. */
final class ResourceRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ResourceRefusedException(List<RuleViolation> violations) {
        super(violations.stream().map(RuleViolation::toString).collect(Collectors.joining("; ")));
    }
}
