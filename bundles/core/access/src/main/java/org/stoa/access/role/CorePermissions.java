package org.stoa.access.role;

import static org.stoa.api.security.ShippedRole.CONTENT_MODERATOR;
import static org.stoa.api.security.ShippedRole.USER;

import java.util.List;
import org.stoa.api.module.PermissionDefinition;

/**
 * Every permission that the platform itself asks for. Besides the roles named here, Super Admin holds all of them,
 * Tenant Admin those of the tiers tenant, account and user, Account Owner those of the tiers account and user in the
 * account.
 */
public final class CorePermissions {

    private static final List<PermissionDefinition> ALL = List.of(
            PermissionDefinition.of("platform.tenant.read", "See all tenants"),
            PermissionDefinition.of("platform.tenant.write", "Create tenants, change their status, tier and features"),
            PermissionDefinition.of("platform.module.read", "See which modules are installed"),
            PermissionDefinition.of("platform.module.write", "Install, upgrade, roll back and remove modules"),
            PermissionDefinition.of("platform.limit.read", "See what tenants use and may use"),
            PermissionDefinition.of("platform.limit.write", "Set the limits of tenants"),
            PermissionDefinition.of("platform.clock.read", "See the clocks of tenants"),
            PermissionDefinition.of("platform.clock.write", "Give tenants test clocks and move them on"),
            PermissionDefinition.of("platform.plan.read", "See all plans and their versions"),
            PermissionDefinition.of("platform.plan.write", "Create, change, publish and retire plans"),
            PermissionDefinition.of("platform.plan.delete", "Delete plans and versions that were never published"),
            PermissionDefinition.of("platform.subscription.read", "See the subscriptions and charges of all tenants"),
            PermissionDefinition.of(
                    "platform.subscription.write", "Subscribe tenants, and change, end and release subscriptions"),
            PermissionDefinition.of("platform.flag.read", "See feature flags, and why a feature is on or off"),
            PermissionDefinition.of("platform.flag.write", "Add and change feature flags"),
            PermissionDefinition.of("platform.flag.delete", "Delete feature flags"),
            PermissionDefinition.of("platform.audit.read", "Read the platform's audit log"),
            PermissionDefinition.of("platform.schema.write", "Change the entity schemas that all tenants see"),
            PermissionDefinition.of("platform.form.write", "Change the forms that all tenants see"),
            PermissionDefinition.of("platform.category.write", "Change the categories that all tenants see"),
            PermissionDefinition.of("tenant.tenant.read", "See the tenant's details", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.tenant.write", "Change the tenant's details"),
            PermissionDefinition.of("tenant.setting.read", "Read the tenant's settings"),
            PermissionDefinition.of("tenant.setting.write", "Change the tenant's settings"),
            PermissionDefinition.of("tenant.setting.delete", "Delete settings of the tenant"),
            PermissionDefinition.of("tenant.user.read", "See the tenant's users and their profiles", CONTENT_MODERATOR),
            PermissionDefinition.of("tenant.user.write", "Add, change and suspend users"),
            PermissionDefinition.of("tenant.user.delete", "Remove users"),
            PermissionDefinition.of("tenant.invitation.read", "See invitations"),
            PermissionDefinition.of("tenant.invitation.write", "Invite people"),
            PermissionDefinition.of("tenant.invitation.delete", "Revoke invitations"),
            PermissionDefinition.of("tenant.role.read", "See roles"),
            PermissionDefinition.of("tenant.role.write", "Create and change roles"),
            PermissionDefinition.of("tenant.role.delete", "Delete roles"),
            PermissionDefinition.of("tenant.grant.read", "See which roles and permissions users were given"),
            PermissionDefinition.of("tenant.grant.write", "Give and take roles and permissions"),
            PermissionDefinition.of("tenant.permission.read", "List all permissions and explain decisions"),
            PermissionDefinition.of("tenant.audit.read", "Read the tenant's audit log"),
            PermissionDefinition.of("tenant.usage.read", "See what the tenant uses and may use"),
            PermissionDefinition.of("tenant.clock.read", "See what time it is for the tenant", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.subscription.read", "See plans, and the tenant's subscription and charges"),
            PermissionDefinition.of("tenant.subscription.write", "Subscribe to a plan, change and cancel it"),
            PermissionDefinition.of("tenant.usage.write", "Report what the tenant has used"),
            PermissionDefinition.of("tenant.feature.read", "See which features are on", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.api-key.read", "See the tenant's API keys"),
            PermissionDefinition.of("tenant.api-key.write", "Make API keys"),
            PermissionDefinition.of("tenant.api-key.delete", "Revoke API keys"),
            PermissionDefinition.of("tenant.module.read", "See the tenant's modules"),
            PermissionDefinition.of("tenant.module.write", "Enable and disable modules"),
            PermissionDefinition.of("tenant.module.delete", "Delete all data of a module"),
            PermissionDefinition.of(
                    "tenant.schema.read", "See entity schemas and custom fields", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.schema.write", "Draft, check and activate entity schemas"),
            PermissionDefinition.of("tenant.schema.delete", "Delete drafts of entity schemas"),
            PermissionDefinition.of("tenant.field.write", "Add and change custom fields and option sets"),
            PermissionDefinition.of("tenant.field.delete", "Remove custom fields and option sets"),
            PermissionDefinition.of("tenant.form.read", "See and fill in forms", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.form.write", "Change forms"),
            PermissionDefinition.of("tenant.form.delete", "Delete forms"),
            PermissionDefinition.of("tenant.category.read", "See categories and tags", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.category.write", "Change categories and tag sets", CONTENT_MODERATOR),
            PermissionDefinition.of("tenant.category.delete", "Delete categories and tag sets"),
            PermissionDefinition.of("tenant.profile.read", "See and search profiles", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.profile.write", "Create and change profiles", CONTENT_MODERATOR),
            PermissionDefinition.of("tenant.profile.delete", "Delete profiles"),
            PermissionDefinition.of(
                    "tenant.restricted-profile.read", "See restricted profiles and fields", CONTENT_MODERATOR),
            PermissionDefinition.of(
                    "tenant.entity.read", "See and search entities of any type", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("tenant.entity.write", "Create and change entities of any type", CONTENT_MODERATOR),
            PermissionDefinition.of("tenant.entity.delete", "Delete entities of any type"),
            PermissionDefinition.of("tenant.industry.read", "See industry templates and what is installed of them"),
            PermissionDefinition.of("tenant.industry.write", "Install, upgrade and uninstall industry templates"),
            PermissionDefinition.of("tenant.account.write", "Verify, suspend and limit accounts"),
            PermissionDefinition.of("account.account.read", "See an account", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("account.account.write", "Create and change accounts"),
            PermissionDefinition.of("account.account.delete", "Delete an account"),
            PermissionDefinition.of("account.member.read", "See the members of an account", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("account.member.write", "Add, change and remove members of an account"),
            PermissionDefinition.of(
                    "account.profile.read", "See and search the profiles of an account", CONTENT_MODERATOR, USER),
            PermissionDefinition.of("account.profile.write", "Create and change the profiles of an account"),
            PermissionDefinition.of("account.profile.delete", "Delete the profiles of an account"),
            PermissionDefinition.of(
                    "account.restricted-profile.read",
                    "See the restricted profiles and fields of an account",
                    CONTENT_MODERATOR),
            PermissionDefinition.of("user.self.read", "See one's own identity and sessions", CONTENT_MODERATOR, USER),
            PermissionDefinition.of(
                    "user.self.write", "Change one's own password and sessions", CONTENT_MODERATOR, USER),
            PermissionDefinition.of(
                    "user.profile.read",
                    "See one's own profile, and the profiles that one owns",
                    CONTENT_MODERATOR,
                    USER),
            PermissionDefinition.of(
                    "user.profile.write",
                    "Change one's own profile, and the profiles that one owns",
                    CONTENT_MODERATOR,
                    USER),
            PermissionDefinition.of(
                    "user.restricted-profile.read",
                    "See the restricted of the profiles that one owns, and their restricted fields",
                    CONTENT_MODERATOR,
                    USER));

    private CorePermissions() {}

    /** All of them, of every tier. */
    public static List<PermissionDefinition> all() {
        return ALL;
    }
}
