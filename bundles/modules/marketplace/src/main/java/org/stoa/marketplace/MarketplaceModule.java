package org.stoa.marketplace;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.security.ShippedRole;

/** What the marketplace says of itself to the platform. */
@Component
public final class MarketplaceModule implements ModuleDefinition {
    /** To look around, and at what is one's own. */
    public static final String READ = "user.marketplace.read";
    /** To apply, bargain, review and save searches. */
    public static final String WRITE = "user.marketplace.write";
    /** To list something of one's own. */
    public static final String LIST = "user.marketplace-listing.write";
    /** To list something for an account, and to manage all that it lists. */
    public static final String LIST_FOR_ACCOUNT = "account.marketplace-listing.write";
    /** To manage all listings of the tenant. */
    public static final String LIST_FOR_TENANT = "tenant.marketplace-listing.write";
    /** To see everything. */
    public static final String READ_ALL = "tenant.marketplace.read";
    /** To end engagements of others, and delete their comments. */
    public static final String WRITE_ALL = "tenant.marketplace.write";
    /** To put listings first. */
    public static final String ADMIN = "tenant.marketplace.admin";

    /** The metered resource: listings that are not deleted. */
    public static final String LISTINGS = "listings";

    @Override
    public String id() {
        return "marketplace";
    }

    @Override
    public String name() {
        return "Marketplace";
    }

    @Override
    public String description() {
        return "Listings of gigs, jobs, services and products with applications, offers, engagements and reviews.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(
                PermissionDefinition.of(
                        READ,
                        "Search active listings, and read one's own listings, applications and engagements",
                        ShippedRole.USER),
                PermissionDefinition.of(
                        WRITE,
                        "Apply, write messages, make and accept offers, review, save searches",
                        ShippedRole.USER),
                PermissionDefinition.of(LIST, "List something, and manage what one has listed", ShippedRole.USER),
                PermissionDefinition.of(
                        LIST_FOR_ACCOUNT,
                        "List something for an account, and manage its listings and their applications",
                        ShippedRole.ACCOUNT_OWNER),
                PermissionDefinition.of(
                        LIST_FOR_TENANT,
                        "Manage all listings of the tenant and their applications",
                        ShippedRole.CONTENT_MODERATOR),
                PermissionDefinition.of(
                        READ_ALL,
                        "Read all listings, applications, offers, messages and engagements of the tenant",
                        ShippedRole.CONTENT_MODERATOR),
                PermissionDefinition.of(
                        WRITE_ALL,
                        "Complete and cancel engagements of others, and delete their comments",
                        ShippedRole.CONTENT_MODERATOR),
                PermissionDefinition.of(ADMIN, "Everything in the marketplace, and putting listings first"));
    }

    @Override
    public List<String> meteredResources() {
        return List.of(LISTINGS);
    }
}
