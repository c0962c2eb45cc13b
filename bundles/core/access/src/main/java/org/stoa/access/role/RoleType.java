package org.stoa.access.role;

/** Where a role comes from. */
public enum RoleType {
    /** Shipped with the platform; the same in every tenant and immutable. */
    SYSTEM,
    /** Made by the platform when it set the tenant up, for example from a preset of its industry. */
    TENANT,
    /** Made by somebody of the tenant. */
    CUSTOM
}
