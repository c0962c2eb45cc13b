package org.stoa.billing;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.customer.CustomerService;
import org.stoa.billing.document.DocumentRows;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceLifecycle;
import org.stoa.billing.invoice.InvoiceService;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.testkit.FakeTenantClock;
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
        new InvoiceLifecycle(database, tenants, clock).issue(context, draft.id(), null);
        DocumentRows.create(database, context, customer.id());
    }
}
