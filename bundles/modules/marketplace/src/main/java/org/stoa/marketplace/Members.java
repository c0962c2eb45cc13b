package org.stoa.marketplace;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;

/** Who a caller is to what somebody has listed. */
public final class Members {
    private static final PermissionName LIST_FOR_ACCOUNT = PermissionName.parse(MarketplaceModule.LIST_FOR_ACCOUNT);

    private Members() {}

    /**
     * The user who calls.
     *
     * @throws ProblemException 403 {@code user-needed} for whoever is no user of the tenant
     */
    public static UUID requireUser(CallContext context) {
        UUID user = context.caller().userId();
        if (user == null) {
            throw ProblemException.of(MarketplaceProblem.USER_NEEDED);
        }
        return user;
    }

    /**
     * Whether the caller manages what {@code user} has listed; what was listed for {@code account} is managed by those
     * who may list for it, and by {@code user} as long as that is so.
     *
     * @param account null where it was listed for nobody but {@code user}
     */
    public static boolean manages(CallContext context, UUID user, UUID account) {
        return account == null
                ? user.equals(context.caller().userId()) || context.allows(MarketplaceModule.LIST_FOR_TENANT, null)
                : context.allows(MarketplaceModule.LIST_FOR_ACCOUNT, account);
    }

    /**
     * Whether the caller may bind whoever has listed something: as {@link #manages}, without those who do so for the whole
     * tenant alone.
     */
    public static boolean isLister(CallContext context, UUID user, UUID account) {
        boolean own = user.equals(context.caller().userId());
        if (account == null) {
            return own;
        }
        return context.allows(MarketplaceModule.LIST_FOR_ACCOUNT, account)
                && (own || !context.allows(MarketplaceModule.LIST_FOR_TENANT, null) || listsFor(context, account));
    }

    /** Whether a grant of that account alone would be enough. */
    private static boolean listsFor(CallContext context, UUID account) {
        List<Grant> grants = context.permissions().grants().stream()
                .filter(grant -> account.equals(grant.accountId()))
                .toList();
        return Permissions.of(grants, Clock.systemUTC()).allows(LIST_FOR_ACCOUNT, account);
    }

    /** Whether the caller sees everything of the tenant. */
    public static boolean seesAll(CallContext context) {
        return context.allows(MarketplaceModule.READ_ALL, null);
    }
}
