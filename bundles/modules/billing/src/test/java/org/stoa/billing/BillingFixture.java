package org.stoa.billing;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.stoa.api.data.Database;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Address;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.customer.CustomerService;
import org.stoa.billing.invoice.CreditNotes;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceLifecycle;
import org.stoa.billing.invoice.InvoiceService;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.billing.payment.Payments;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** Billing on a database of its own, with tenants from memory and a clock that stands still. */
public final class BillingFixture implements AutoCloseable {
    public final MutableClock clock = MutableClock.at("2026-03-15T10:00:00Z");
    public final MemoryTenants tenants = new MemoryTenants();
    public final StandaloneDatabases databases = TestDatabases.fresh(clock);
    public final Database database = databases.forModule("billing", BillingModule.class);
    public final FakeTenantClock tenantClock = new FakeTenantClock(clock);
    public final BillingServices services = new BillingServices(database, tenants, tenantClock);
    public final CustomerService customers = services.customers;
    public final InvoiceService invoices = services.invoices;
    public final InvoiceLifecycle lifecycle = services.lifecycle;
    public final CreditNotes creditNotes = services.creditNotes;
    public final Payments payments = services.payments;

    private int number;

    /** A call of a user of a new tenant. */
    public CallContext newTenant(String timezone) {
        number++;
        Tenant tenant = tenants.add("agency-" + number, timezone);
        tenantClock.zones.put(tenant.id(), ZoneId.of(timezone));
        return TestContexts.user(tenant.id());
    }

    public Customer customer(CallContext context) {
        Address address = new Address("Kaivokatu 8", "00100", "Helsinki", "FI");
        return customers.create(
                context,
                CustomerFields.of("Studio Nord Oy", "billing@nord.example", null, "FI12345671", address, "EUR", null));
    }

    public Invoice draft(CallContext context, UUID customerId) {
        ItemFields item =
                ItemFields.of("Shooting", new BigDecimal("1.5"), Money.of("800", "EUR"), new BigDecimal("19"));
        return invoices.create(context, new InvoiceFields(customerId, null, null, null, List.of(item)));
    }

    /** Over 1428.00 EUR, of a new customer. */
    public Invoice issued(CallContext context) {
        Invoice draft = draft(context, customer(context).id());
        return lifecycle.issue(context, draft.id(), null);
    }

    /** Without tax, for this customer. */
    public Invoice issued(CallContext context, UUID customerId, String amount, String currency) {
        ItemFields item = ItemFields.of("Work", BigDecimal.ONE, Money.of(amount, currency), BigDecimal.ZERO);
        Invoice draft = invoices.create(context, new InvoiceFields(customerId, currency, null, null, List.of(item)));
        return lifecycle.issue(context, draft.id(), null);
    }

    /** Paid by hand now, for an invoice or (null) for whatever is due first. */
    public Payment pay(CallContext context, UUID customerId, UUID invoiceId, String amount, String currency) {
        return payments.receive(
                context, new PaymentFields(customerId, invoiceId, Money.of(amount, currency), null, null, null, null));
    }

    /** Moves the clock on, and has everything done that falls due until then. */
    public void moveTo(String instant) {
        clock.set(instant);
        databases.deliverEvents(services.listeners());
    }

    /** A patch that does {@code change}, whatever it is applied to. */
    public static <F extends Record> MergePatch patch(Class<F> type, UnaryOperator<F> change) {
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
