package org.stoa.subscription.rules;

/** Why a subscription ended. */
public enum EndReason {
    CANCELLED,
    /** Its period or trial ended, and it does not renew. */
    NOT_RENEWED,
    UNPAID
}
