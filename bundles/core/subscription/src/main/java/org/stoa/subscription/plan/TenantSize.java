package org.stoa.subscription.plan;

/** How large a tenant is, in the setting {@value #SETTING}. */
public enum TenantSize {
    STARTUP,
    SMB,
    ENTERPRISE;

    /** Key of the setting of a tenant; without it the tenant sees the plans of all sizes. */
    public static final String SETTING = "company.size";
}
