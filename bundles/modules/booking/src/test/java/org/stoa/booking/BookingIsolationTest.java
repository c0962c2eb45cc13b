package org.stoa.booking;

import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.TwoTenantContract;

/** Every table of the module keeps its tenants apart; a table without a row here fails the contract. */
class BookingIsolationTest extends TwoTenantContract {

    BookingIsolationTest() {
        super("booking", BookingModule.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        CalendarRows.create(database, context);
        BookingsRows.create(database, context);
    }
}
