package org.stoa.subscription.rules;

/** Why a subscription is parked: nothing is charged until an operator has looked at it. */
public enum Doubt {
    /** A version of a plan that it needs is not there. */
    VERSION_MISSING,
    /** The version it is to be moved to cannot be had at its interval or in its currency. */
    VERSION_UNFIT,
    /** The tenant's clock shows an earlier day than before. */
    CLOCK_WENT_BACK,
    /** An amount is too large to be kept. */
    AMOUNT_TOO_LARGE,
    /** A charge was settled with another sum than it has, or twice with different ones. */
    SETTLED_OTHERWISE
}
