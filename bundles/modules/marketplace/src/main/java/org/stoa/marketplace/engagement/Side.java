package org.stoa.marketplace.engagement;

/** Which of the two makes an offer. */
public enum Side {
    OWNER,
    APPLICANT
}
