package org.stoa.billing;

import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.billing.charge.ChargeInvoicer;
import org.stoa.billing.charge.ChargeIssuer;
import org.stoa.billing.charge.ChargeResumer;
import org.stoa.billing.charge.Charges;
import org.stoa.billing.currency.ExchangeRates;
import org.stoa.billing.customer.CustomerService;
import org.stoa.billing.document.Papers;
import org.stoa.billing.document.Stationery;
import org.stoa.billing.dunning.Dunning;
import org.stoa.billing.dunning.DunningListener;
import org.stoa.billing.dunning.DunningResumer;
import org.stoa.billing.invoice.CreditNotes;
import org.stoa.billing.invoice.InvoiceLifecycle;
import org.stoa.billing.invoice.InvoiceService;
import org.stoa.billing.invoice.Numbering;
import org.stoa.billing.mail.DocumentMails;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.payment.Payments;
import org.stoa.billing.product.Products;
import org.stoa.billing.recurring.Agreements;
import org.stoa.billing.recurring.DraftListener;
import org.stoa.billing.recurring.Recurring;
import org.stoa.billing.recurring.RecurringResumer;
import org.stoa.billing.recurring.RunListener;
import org.stoa.billing.sale.SaleCancellationListener;
import org.stoa.billing.sale.SaleListener;
import org.stoa.billing.sale.SaleResumer;
import org.stoa.billing.sale.Sales;
import org.stoa.billing.setting.Settings;
import org.stoa.billing.statement.Statements;
import org.stoa.billing.tax.TaxRates;

/** All services of the module on one database: what a node has. */
public final class BillingServices {
    public final CustomerService customers;
    public final TaxRates taxRates;
    public final Products products;
    public final Settings settings;
    public final ExchangeRates exchangeRates;
    public final Numbering numbering;
    public final InvoiceService invoices;
    public final InvoiceLifecycle lifecycle;
    public final CreditNotes creditNotes;
    public final Payments payments;
    public final Parking parking;
    public final Dunning dunning;
    public final Agreements agreements;
    public final Recurring recurring;
    public final Charges charges;
    public final MemoryUsers users = new MemoryUsers();
    public final Sales sales;
    public final Statements statements;
    public final Stationery stationery;
    public final DocumentMails mails;

    public BillingServices(Database database, TenantService tenants, TenantClock clock) {
        customers = new CustomerService(database, tenants, clock);
        taxRates = new TaxRates(database, clock);
        products = new Products(database, clock);
        settings = new Settings(database, clock);
        exchangeRates = new ExchangeRates(database, clock);
        numbering = new Numbering(database);
        invoices = new InvoiceService(database, clock);
        lifecycle = new InvoiceLifecycle(database, tenants, clock);
        creditNotes = new CreditNotes(database, tenants, clock);
        payments = new Payments(database, clock);
        parking = new Parking(database, clock);
        dunning = new Dunning(database, tenants, clock);
        agreements = new Agreements(database, clock);
        recurring = new Recurring(database, tenants, clock);
        charges = new Charges(database, tenants, clock);
        sales = new Sales(database, tenants, users, clock);
        statements = new Statements(database, clock);
        stationery = new Stationery(database);
        Papers papers = new Papers(invoices, customers, tenants, stationery);
        mails = new DocumentMails(database, settings, customers, stationery, papers, clock);
    }

    /** What does the work that falls due. */
    public DomainEventListener<?>[] listeners() {
        return new DomainEventListener<?>[] {
            new DunningListener(dunning),
            new DunningResumer(dunning),
            new RunListener(recurring),
            new DraftListener(recurring),
            new RecurringResumer(recurring),
            new ChargeInvoicer(charges),
            new ChargeIssuer(charges),
            new ChargeResumer(charges),
            new SaleListener(sales),
            new SaleCancellationListener(sales),
            new SaleResumer(sales)
        };
    }
}
