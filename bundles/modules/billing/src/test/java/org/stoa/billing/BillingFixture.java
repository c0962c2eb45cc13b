package org.stoa.billing;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.stoa.api.data.Database;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.value.Money;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** Billing on a database of its own, with tenants from memory and a clock that stands still. */
final class BillingFixture implements AutoCloseable {
    final MutableClock clock = MutableClock.at("2026-03-15T10:00:00Z");
    final MemoryTenants tenants = new MemoryTenants();
    final StandaloneDatabases databases = TestDatabases.fresh(clock);
    final Database database = databases.forModule("billing", BillingModule.class);
    final CustomerService customers = new CustomerService(database, tenants, clock);
    final InvoiceService invoices = new InvoiceService(database, clock);
    final InvoiceLifecycle lifecycle = new InvoiceLifecycle(database, tenants, clock);

    private int number;

    /** A call of a user of a new tenant. */
    CallContext newTenant(String timezone) {
        number++;
        Tenant tenant = tenants.add("agency-" + number, timezone);
        return TestContexts.user(tenant.id());
    }

    Customer customer(CallContext context) {
        Address address = new Address("Kaivokatu 8", "00100", "Helsinki", "FI");
        return customers.create(
                context,
                new CustomerFields("Studio Nord Oy", "billing@nord.example", null, "FI12345671", address, "EUR", null));
    }

    Invoice draft(CallContext context, UUID customerId) {
        ItemFields item =
                new ItemFields("Shooting", new BigDecimal("1.5"), Money.of("800", "EUR"), new BigDecimal("19"));
        return invoices.create(context, new InvoiceFields(customerId, null, null, null, List.of(item)));
    }

    Invoice issued(CallContext context) {
        Invoice draft = draft(context, customer(context).id());
        return lifecycle.issue(context, draft.id(), null);
    }

    /** A patch that does {@code change}, whatever it is applied to. */
    static <F extends Record> MergePatch patch(Class<F> type, UnaryOperator<F> change) {
        return new MergePatch() {
            @Override
            @SuppressWarnings("unchecked")
            public <T extends Record> T applyTo(T current) {
                return (T) change.apply(type.cast(current));
            }
        };
    }

    @Override
    public void close() {
        databases.close();
    }
}
