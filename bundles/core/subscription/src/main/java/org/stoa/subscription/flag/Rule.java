package org.stoa.subscription.flag;

/**
 * Something that a flag says and that takes part in a conflict.
 *
 * @param flag whose rule it is
 * @param subject the other flag, the code of the plan or the id of the tenant; null for {@code ON_BY_DEFAULT}
 */
public record Rule(Kind kind, String flag, String subject) {

    /** Kinds of rules. */
    public enum Kind {
        REQUIRES("requires"),
        INCOMPATIBLE_WITH("is incompatible with"),
        ENABLED_FOR_PLAN("is enabled for the plan"),
        ENABLED_FOR_TENANT("is enabled for the tenant"),
        ON_BY_DEFAULT("is on by default");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return flag + " " + kind.words + (subject == null ? "" : " " + subject);
    }
}
