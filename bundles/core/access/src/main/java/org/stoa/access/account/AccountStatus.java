package org.stoa.access.account;

/** Whether an account works. Members of an account that is not open can do nothing in it; tenant-wide roles still can. */
public enum AccountStatus {
    /** Waits for the tenant's approval, and works meanwhile. */
    PENDING,
    ACTIVE,
    SUSPENDED,
    INACTIVE
}
