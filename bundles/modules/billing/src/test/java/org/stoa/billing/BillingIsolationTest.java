package org.stoa.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.sale.SaleLine;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.ExchangeRate;
import org.stoa.billing.currency.ExchangeRateList;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.document.DocumentRows;
import org.stoa.billing.dunning.DunningLevel;
import org.stoa.billing.dunning.DunningLevels;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.invoice.Series;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.product.ProductFields;
import org.stoa.billing.product.Translation;
import org.stoa.billing.provider.ProviderRows;
import org.stoa.billing.recurring.AgreementFields;
import org.stoa.billing.recurring.AgreementItem;
import org.stoa.billing.recurring.UsageReport;
import org.stoa.billing.recurring.UsageReports;
import org.stoa.billing.setting.SettingFields;
import org.stoa.billing.tax.TaxRateFields;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TwoTenantContract;

class BillingIsolationTest extends TwoTenantContract {
    private static final MutableClock CLOCK = MutableClock.at("2026-03-15T10:00:00Z");

    BillingIsolationTest() {
        super("billing", BillingModule.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        CLOCK.set("2026-03-15T10:00:00Z");
        MemoryTenants tenants = new MemoryTenants();
        tenants.add(context.requireTenant(), "agency", MemoryTenants.company("Agency GmbH"), "Europe/Berlin", "EUR");
        BillingServices billing = new BillingServices(database, tenants, new FakeTenantClock(CLOCK));
        LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
        Customer customer = billing.customers.create(
                context, CustomerFields.of("Studio Nord", "nord@client.example", null, null, null, "USD", null));
        createTerms(billing, context, today);
        Invoice invoice = createInvoice(billing, context, customer);
        DocumentRows.create(database, context, customer.id());
        ProviderRows.create(database, context, customer.id(), invoice.id());
        billing.mails.send(context, invoice.id(), customer.id());
        Payment payment = billing.payments.receive(
                context, new PaymentFields(null, invoice.id(), Money.of("100", "USD"), null, null, null, null));
        billing.payments.refund(context, payment.id(), new RefundFields(Money.of("1", "USD"), null, null, null, null));
        billing.creditNotes.credit(context, invoice.id(), new CreditFields("goodwill", null));
        billing.parking.park(
                context, new Doubt(ParkingReason.OTHER, customer.id(), "test", "looks odd", null, null, null));
        createAgreement(billing, context, customer, today);
        createCharge(billing, context, today);
        billing.sales.take(
                context,
                new SaleMade(
                        Ids.next(),
                        null,
                        "Anna",
                        "anna@client.example",
                        null,
                        today,
                        List.of(new SaleLine("Hour", BigDecimal.ONE, Money.of("10", "EUR")))));
        Invoice overdue = createInvoice(billing, context, customer);
        CLOCK.set("2026-09-15T10:00:00Z");
        createNotice(billing, context, overdue);
    }

    private static void createTerms(BillingServices billing, CallContext context, LocalDate today) {
        UUID taxRate = billing.taxRates
                .create(context, new TaxRateFields("Standard", BigDecimal.TEN, null, null, null, null, null, null))
                .id();
        billing.settings.put(context, new SettingFields(null, taxRate, null, null, null));
        billing.products.create(
                context,
                new ProductFields(
                        "P-1",
                        "Shooting",
                        List.of(new Translation("de", "Aufnahmen")),
                        null,
                        List.of(UnitPrice.of("1", "USD")),
                        taxRate,
                        true));
        billing.exchangeRates.put(
                context,
                new ExchangeRateList(List.of(new ExchangeRate("ECB", "EUR", "USD", today, new BigDecimal("1.1")))));
        billing.numbering.put(context, Series.Name.CREDIT_NOTE, new Series("GS-", true, 6));
        billing.dunning.putLevels(
                context, new DunningLevels(List.of(new DunningLevel(7, Money.of("5", "EUR"), "Please pay"))));
    }

    private static Invoice createInvoice(BillingServices billing, CallContext context, Customer customer) {
        ItemFields item = ItemFields.of("Shooting", BigDecimal.ONE, Money.of("800", "USD"), BigDecimal.TEN);
        Invoice draft =
                billing.invoices.create(context, new InvoiceFields(customer.id(), null, null, null, List.of(item)));
        return billing.lifecycle.issue(context, draft.id(), null);
    }

    private static void createAgreement(
            BillingServices billing, CallContext context, Customer customer, LocalDate today) {
        AgreementItem metered = new AgreementItem(
                null, "Calls", null, "calls", null, UnitPrice.of("0.0012", "USD"), null, null, null, null, null, null);
        UUID agreement = billing.agreements
                .create(
                        context,
                        new AgreementFields(
                                customer.id(),
                                "Support",
                                null,
                                BillingInterval.MONTHLY,
                                today,
                                null,
                                null,
                                null,
                                null,
                                List.of(metered)))
                .id();
        billing.agreements.report(
                context, agreement, new UsageReports(List.of(new UsageReport("1", "calls", BigDecimal.ONE, today))));
    }

    private static void createCharge(BillingServices billing, CallContext context, LocalDate today) {
        Money amount = Money.of("10", "EUR");
        ChargeLine line = new ChargeLine(ChargeLine.Kind.BASE, "Base", BigDecimal.ONE, amount.amount(), amount, null);
        UUID charge = Ids.next();
        billing.charges.take(
                context, new ChargeDue(charge, Ids.next(), "Client", null, today, List.of(line), amount, false));
        billing.charges.invoice(context, charge);
        Invoice draft = billing.invoices
                .list(context, InvoiceStatus.DRAFT, null, null, PageRequest.first())
                .items()
                .get(0);
        billing.charges.issue(context, charge, draft.id());
    }

    private static void createNotice(BillingServices billing, CallContext context, Invoice overdue) {
        billing.parking
                .list(context, null, false, PageRequest.first())
                .items()
                .forEach(item -> billing.parking.release(context, item.id(), new ReleaseNote("checked")));
        billing.dunning.step(context, overdue.id());
    }
}
