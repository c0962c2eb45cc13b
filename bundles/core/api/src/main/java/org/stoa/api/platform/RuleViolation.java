package org.stoa.api.platform;

/**
 * Why a module is refused.
 *
 * @param rule stable name of the rule in lower-case words joined by hyphens, such as {@code table-not-isolated}; listed in
 *     the module guide
 * @param subject what breaks it: a file of the archive, a manifest header, a table, a class or a method
 * @param message what is wrong with it and what to do, in one sentence
 */
public record RuleViolation(String rule, String subject, String message) {

    @Override
    public String toString() {
        return subject + ": " + message + " [" + rule + "]";
    }
}
