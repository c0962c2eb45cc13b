package org.stoa.api.security;

/**
 * The roles every tenant has from the start. Super Admin holds every permission; Tenant Admin every permission of the
 * tiers tenant, account and user; Account Owner every permission of the tiers account and user in its account; Content
 * Moderator and User what permission definitions give them.
 */
public enum ShippedRole {
    SUPER_ADMIN("Super Admin", Level.PLATFORM),
    TENANT_ADMIN("Tenant Admin", Level.TENANT),
    CONTENT_MODERATOR("Content Moderator", Level.TENANT),
    ACCOUNT_OWNER("Account Owner", Level.ACCOUNT),
    USER("User", Level.USER);

    /** Reach of a role. */
    public enum Level {
        PLATFORM,
        TENANT,
        ACCOUNT,
        USER
    }

    private final String title;
    private final Level level;

    ShippedRole(String title, Level level) {
        this.title = title;
        this.level = level;
    }

    /** Name for people, unique among the roles of a tenant. */
    public String title() {
        return title;
    }

    public Level level() {
        return level;
    }
}
