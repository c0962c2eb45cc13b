package org.stoa.hello;

import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.TwoTenantContract;

/** Every table of the module keeps its tenants apart; a table without a row here fails the contract. */
class HelloIsolationTest extends TwoTenantContract {

    HelloIsolationTest() {
        super("hello", HelloModule.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        new GreetingService(database).post(context, new GreetingFields("Hi!"));
    }
}
