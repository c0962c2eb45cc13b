package org.stoa.api.platform;

/**
 * Why a module is refused.
 *
 * @param rule stable name of the rule in lower-case words joined by hyphens, such as {@code table-not-isolated}; listed in
 *     the module guide
 * @param file path in the bundle of the script that broke it, such as {@code db/migration/V2__labels.sql}; null when no
 *     script did
 * @param subject what breaks it: a file of the archive, a line of a script, a manifest header, a table, a class or a
 *     method
 * @param message what is wrong with it and what to do, in one sentence
 */
public record RuleViolation(String rule, String file, String subject, String message) {

    /** One that no script has brought. */
    public RuleViolation(String rule, String subject, String message) {
        this(rule, null, subject, message);
    }

    /** The same, brought by a script. */
    public RuleViolation in(String script) {
        return new RuleViolation(rule, script, subject, message);
    }

    @Override
    public String toString() {
        String place = file == null || subject.startsWith(file) ? subject : file + ": " + subject;
        return place + ": " + message + " [" + rule + "]";
    }
}
