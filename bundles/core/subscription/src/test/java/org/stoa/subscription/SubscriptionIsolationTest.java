package org.stoa.subscription;

import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.limit.Limits;
import org.stoa.subscription.subscription.SubscriptionRows;
import org.stoa.subscription.usage.EventRows;
import org.stoa.testkit.TwoTenantContract;

/** Every table of this bundle keeps its tenants apart; a table without a row here fails the contract. */
class SubscriptionIsolationTest extends TwoTenantContract {

    SubscriptionIsolationTest() {
        super("subscription", Limits.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        SubscriptionRows.add(database, context);
        EventRows.add(database, context);
    }
}
