package org.stoa.marketplace.listing;

/** What a price is for. */
public enum PriceType {
    FIXED,
    HOURLY,
    DAILY,
    PROJECT,
    /** To be agreed on; a price is optional. */
    NEGOTIABLE
}
