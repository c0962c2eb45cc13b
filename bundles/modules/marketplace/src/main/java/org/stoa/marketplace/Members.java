package org.stoa.marketplace;

import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Who a caller is to what somebody has listed. */
public final class Members {
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

    /** Whether the caller manages what {@code user} has listed, for {@code account} where that is not null. */
    public static boolean manages(CallContext context, UUID user, UUID account) {
        return user.equals(context.caller().userId())
                || context.allows(
                        account == null ? MarketplaceModule.LIST_FOR_TENANT : MarketplaceModule.LIST_FOR_ACCOUNT,
                        account);
    }

    /** Whether the caller sees everything of the tenant. */
    public static boolean seesAll(CallContext context) {
        return context.allows(MarketplaceModule.READ_ALL, null);
    }
}
