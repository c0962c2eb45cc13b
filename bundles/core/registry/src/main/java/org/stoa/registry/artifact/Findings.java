package org.stoa.registry.artifact;

import java.util.ArrayList;
import java.util.List;
import org.stoa.api.platform.RuleViolation;

/** Collects what is wrong with a module, each thing once. */
final class Findings {

    private final List<String> warnings = new ArrayList<>();
    private final List<RuleViolation> violations = new ArrayList<>();

    void violation(String rule, String subject, String message) {
        violations(List.of(new RuleViolation(rule, subject, message)));
    }

    void violations(List<RuleViolation> more) {
        more.stream().filter(violation -> !violations.contains(violation)).forEach(violations::add);
    }

    void warning(String sentence) {
        warnings.add(sentence);
    }

    List<String> warnings() {
        return warnings;
    }

    List<RuleViolation> violations() {
        return violations;
    }

    boolean clean() {
        return violations.isEmpty();
    }
}
