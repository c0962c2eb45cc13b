package org.stoa.api.people;

/** Whether a user may work in the tenant. */
public enum UserStatus {
    ACTIVE,
    SUSPENDED
}
