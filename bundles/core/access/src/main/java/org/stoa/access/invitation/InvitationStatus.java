package org.stoa.access.invitation;

/** What has become of an invitation. */
public enum InvitationStatus {
    /** Can be accepted. */
    OPEN,
    ACCEPTED,
    REVOKED,
    EXPIRED
}
