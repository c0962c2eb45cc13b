package org.stoa.billing;

import java.math.BigDecimal;
<<<<<<< HEAD
import java.util.List;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
=======
import java.time.Clock;
import java.util.List;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
>>>>>>> ledger
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.customer.CustomerService;
<<<<<<< HEAD
import org.stoa.billing.document.Delivery;
import org.stoa.billing.document.Letterhead;
import org.stoa.billing.document.Stationery;
=======
>>>>>>> ledger
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceLifecycle;
import org.stoa.billing.invoice.InvoiceService;
import org.stoa.billing.invoice.ItemFields;
<<<<<<< HEAD
=======
import org.stoa.testkit.FakeTenantClock;
>>>>>>> ledger
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.TwoTenantContract;

class BillingIsolationTest extends TwoTenantContract {

    BillingIsolationTest() {
        super("billing", BillingModule.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        TenantClock clock = new FakeTenantClock(Clock.systemUTC());
        MemoryTenants tenants = new MemoryTenants();
        tenants.add(context.requireTenant(), "agency", MemoryTenants.company("Agency GmbH"), "Europe/Berlin", "EUR");
        Customer customer = new CustomerService(database, tenants, clock)
                .create(context, CustomerFields.of("Studio Nord", null, null, null, null, "EUR", null));
        ItemFields item = ItemFields.of("Shooting", BigDecimal.ONE, Money.of("800", "EUR"), BigDecimal.TEN);
        Invoice draft = new InvoiceService(database, clock)
                .create(context, new InvoiceFields(customer.id(), null, null, null, List.of(item)));
<<<<<<< HEAD
        new InvoiceLifecycle(database, tenants).issue(context, draft.id(), null);
        Stationery stationery = new Stationery(database);
        stationery.put(context, Letterhead.plain());
        stationery.put(context, customer.id(), new Delivery("Order 7", null, null, null));
=======
        new InvoiceLifecycle(database, tenants, clock).issue(context, draft.id(), null);
>>>>>>> ledger
    }
}
