package org.stoa.subscription.flag;

/**
 * Whether a feature is on, and why.
 *
 * @param because the feature that decided, for {@code REQUIREMENT_OFF} and {@code INCOMPATIBLE_ON}; null otherwise
 */
record Verdict(Reason reason, String because) {

    static final Verdict UNKNOWN = new Verdict(Reason.UNKNOWN, null);

    static Verdict of(Reason reason) {
        return new Verdict(reason, null);
    }

    boolean isOn() {
        return reason.isOn();
    }
}
