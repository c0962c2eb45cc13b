package org.stoa.marketplace.engagement;

/** Where an offer stands. */
public enum OfferStatus {
    OPEN,
    ACCEPTED,
    DECLINED,
    /** The other side has made another one. */
    COUNTERED,
    WITHDRAWN,
    EXPIRED
}
