package org.stoa.api.tenant;

/** Whether a tenant may work. */
public enum TenantStatus {
    ACTIVE,
    TRIAL,
    SUSPENDED,
    INACTIVE;

    /** Whether people of the tenant may sign in and work. */
    public boolean isOpen() {
        return this == ACTIVE || this == TRIAL;
    }
}
