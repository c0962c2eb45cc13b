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
import org.stoa.billing.currency.ExchangeRates;
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
import org.stoa.billing.invoice.Numbering;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.payment.Payments;
import org.stoa.billing.product.Products;
import org.stoa.billing.setting.Settings;
import org.stoa.billing.tax.TaxRates;
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
    public final CustomerService customers = new CustomerService(database, tenants, tenantClock);
    public final TaxRates taxRates = new TaxRates(database, tenantClock);
    public final Products products = new Products(database, tenantClock);
    public final Settings settings = new Settings(database, tenantClock);
    public final ExchangeRates exchangeRates = new ExchangeRates(database, tenantClock);
    public final Numbering numbering = new Numbering(database);
    public final InvoiceService invoices = new InvoiceService(database, tenantClock);
    public final InvoiceLifecycle lifecycle = new InvoiceLifecycle(database, tenants, tenantClock);
    public final CreditNotes creditNotes = new CreditNotes(database, tenants, tenantClock);
    public final Payments payments = new Payments(database, tenantClock);
    public final Parking parking = new Parking(database, tenantClock);

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

    public Invoice issued(CallContext context) {
        Invoice draft = draft(context, customer(context).id());
        return lifecycle.issue(context, draft.id(), null);
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
