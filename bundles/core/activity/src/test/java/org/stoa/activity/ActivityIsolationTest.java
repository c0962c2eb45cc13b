package org.stoa.activity;

import java.time.Clock;
import java.util.UUID;
import org.stoa.api.activity.Activity;
import org.stoa.api.activity.ActivityTarget;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.TwoTenantContract;

/** Every table of this bundle keeps its tenants apart; a table without a row here fails the contract. */
class ActivityIsolationTest extends TwoTenantContract {

    ActivityIsolationTest() {
        super("activity", PostgresActivities.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        new PostgresActivities(database, new FakeTenantClock(Clock.systemUTC()))
                .add(context, new ActivityTarget("shop.thing", UUID.randomUUID(), null), Activity.Type.LIKE);
    }
}
