package org.stoa.access.identity;

/** Whether an identity may sign in. */
public enum IdentityStatus {
    ACTIVE,
    SUSPENDED
}
