package org.stoa.subscription.limit;

import java.util.List;
import org.stoa.api.security.CallContext;

/** The limits that come with the plan of a tenant. */
public interface PlanLimitSource {

    /**
     * Those of the plan that the tenant of the call may use now, from the database; of the last one, without overage, when it
     * has ended; empty when there never was one.
     */
    List<Limit> limits(CallContext context);
}
