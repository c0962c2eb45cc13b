package org.stoa.billing.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleInvoiced;
import org.stoa.api.sale.SaleLine;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.sale.SaleSettled;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.customer.PaymentTerms;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceKind;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.setting.SettingFields;
import org.stoa.billing.tax.TaxRateFields;

class SalesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    private static BillingFixture billing;

    private final List<Record> answers = new CopyOnWriteArrayList<>();
    private CallContext context;

    @BeforeAll
    static void start() {
        billing = new BillingFixture();
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void newTenant() {
        billing.databases.deliverEvents(
                answer("test.invoiced", SaleInvoiced.class), answer("test.settled", SaleSettled.class));
        context = billing.newTenant("UTC");
        answers.clear();
    }

    /** Hears of what becomes of sales, as those do who sold. */
    private <E extends Record> DomainEventListener<E> answer(String name, Class<E> type) {
        return new DomainEventListener<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String eventType() {
                return "sale." + type.getSimpleName();
            }

            @Override
            public Class<E> payloadType() {
                return type;
            }

            @Override
            public void on(DomainEvent<E> event) {
                answers.add(event.payload());
            }
        };
    }

    private List<Record> answers() {
        billing.databases.deliverEvents(
                answer("test.invoiced", SaleInvoiced.class), answer("test.settled", SaleSettled.class));
        return answers;
    }

    private static SaleMade sale(UUID userId, String email, String price) {
        SaleLine line = new SaleLine("Hour of yoga", new BigDecimal("1.5"), Money.of(price, "EUR"));
        return new SaleMade(Ids.next(), userId, "Anna", email, "B-4711", TODAY, List.of(line));
    }

    private static SaleMade sale(String price) {
        return sale(null, "anna@client.example", price);
    }

    private void take(SaleMade sale) {
        billing.services.sales.take(context, sale);
    }

    private void cancel(SaleMade sale) {
        billing.services.sales.cancel(context, new SaleCancelled(sale.saleId(), "Ill"));
    }

    private List<Invoice> invoices() {
        return invoices(InvoiceKind.INVOICE);
    }

    private List<Invoice> invoices(InvoiceKind kind) {
        return billing.invoices
                .list(context, null, kind, null, PageRequest.first())
                .items();
    }

    private Invoice only() {
        List<Invoice> invoices = invoices();
        assertThat(invoices).hasSize(1);
        return invoices.get(0);
    }

    private List<ParkedItem> parked() {
        return billing.services
                .parking
                .list(context, null, false, PageRequest.first())
                .items();
    }

    private void release() {
        parked().forEach(item -> billing.services.parking.release(context, item.id(), new ReleaseNote("seen to")));
        billing.databases.deliverEvents(billing.services.listeners());
    }

    private void taxRate(boolean inclusive) {
        TaxRateFields fields =
                new TaxRateFields("Standard", new BigDecimal("19"), null, null, null, inclusive, null, null);
        UUID rate = billing.services.taxRates.create(context, fields).id();
        billing.services.settings.put(context, new SettingFields(new PaymentTerms(10, false), rate, null, null, null));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    @Test
    void saleIsInvoicedOnceHoweverOftenItIsDelivered() {
        taxRate(false);
        SaleMade sale = sale("10");
        take(sale);
        take(sale);

        Invoice invoice = only();
        assertThat(invoice.status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(invoice.source().saleId()).isEqualTo(sale.saleId());
        assertThat(invoice.totals().gross()).isEqualTo(eur("17.85"));
        assertThat(invoice.dueDate()).isEqualTo(TODAY.plusDays(10));
        assertThat(invoice.notes()).isEqualTo("B-4711");
        assertThat(invoice.buyer().name()).isEqualTo("Anna");
        assertThat(invoice.items().get(0).periodEnd()).isEqualTo(TODAY);
        assertThat(answers()).containsExactly(new SaleInvoiced(sale.saleId(), invoice.id(), invoice.number()));
    }

    @Test
    void priceIncludesTheTaxWhereTheRateOfTheSettingsSaysSo() {
        taxRate(true);
        take(sale("10"));

        assertThat(only().totals().gross()).isEqualTo(eur("15.00"));
        assertThat(only().totals().tax()).isEqualTo(eur("2.39"));
    }

    @Test
    void twoNodesAtOnceInvoiceASaleOnceAndMakeOneCustomer() throws Exception {
        SaleMade sale = sale("10");
        SaleMade other = sale("20");
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> deliveries = new ArrayList<>();
            for (int time = 0; time < 6; time++) {
                SaleMade delivered = time % 2 == 0 ? sale : other;
                deliveries.add(() -> {
                    billing.services.sales.take(context, delivered);
                    return true;
                });
            }
            for (Future<Boolean> done : nodes.invokeAll(deliveries)) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(invoices()).hasSize(2);
        assertThat(billing.customers.list(context, PageRequest.first()).items()).hasSize(1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void paymentIsToldAndItsReturnToo() {
        SaleMade sale = sale("10");
        take(sale);
        Invoice invoice = only();
        answers();
        answers.clear();

        Payment payment = billing.pay(context, invoice.customerId(), invoice.id(), "10", "EUR");
        assertThat(answers()).isEmpty();
        billing.pay(context, invoice.customerId(), invoice.id(), "5", "EUR");
        assertThat(answers()).containsExactly(new SaleSettled(sale.saleId(), true));
        billing.payments.refund(context, payment.id(), new RefundFields(eur("1"), null, null, null, null));
        assertThat(answers())
                .containsExactly(new SaleSettled(sale.saleId(), true), new SaleSettled(sale.saleId(), false));
        assertThat(parked()).isEmpty();
    }

    @Test
    void saleThatCostsNothingIsSettledAtOnce() {
        SaleMade sale = sale("0");
        take(sale);

        assertThat(only().status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(answers()).contains(new SaleSettled(sale.saleId(), true));
        cancel(sale);
        assertThat(invoices(InvoiceKind.CREDIT_NOTE)).isEmpty();
        assertThat(parked()).isEmpty();
    }

    @Test
    void whatIsWaivedIsSettled() {
        SaleMade sale = sale("10");
        take(sale);
        billing.creditNotes.credit(context, only().id(), new CreditFields("Goodwill", null));

        assertThat(answers()).contains(new SaleSettled(sale.saleId(), true));
    }

    @Test
    void cancelledSaleIsCreditedOnceAndNotToldAsSettled() {
        SaleMade sale = sale("10");
        take(sale);
        answers();
        answers.clear();
        cancel(sale);
        cancel(sale);
        take(sale);

        assertThat(only().status()).isEqualTo(InvoiceStatus.CREDITED);
        assertThat(invoices(InvoiceKind.CREDIT_NOTE)).hasSize(1);
        assertThat(invoices(InvoiceKind.CREDIT_NOTE).get(0).credited().reason()).isEqualTo("Ill");
        assertThat(answers()).isEmpty();
    }

    @Test
    void whatWasPaidOfACancelledSaleIsCreditOfTheClient() {
        UUID anna = billing.services.users.add(context, "anna@client.example");
        SaleMade sale = sale(anna, null, "10");
        take(sale);
        billing.pay(context, null, only().id(), "15", "EUR");
        cancel(sale);
        SaleMade next = sale(anna, null, "6");
        take(next);

        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.PAID, InvoiceStatus.CREDITED);
        assertThat(answers())
                .endsWith(
                        new SaleSettled(next.saleId(), true),
                        invoiced(next, invoices().get(0)));
    }

    private static SaleInvoiced invoiced(SaleMade sale, Invoice invoice) {
        return new SaleInvoiced(sale.saleId(), invoice.id(), invoice.number());
    }

    @Test
    void saleThatWasCancelledBeforeItCameIsNeverInvoiced() {
        SaleMade sale = sale("10");
        cancel(sale);
        take(sale);
        cancel(sale);

        assertThat(invoices()).isEmpty();
        assertThat(answers()).isEmpty();
    }

    @Test
    void whatCannotBeInvoicedParksTheAccountAndWaits() {
        SaleLine line = new SaleLine("Hours", new BigDecimal("2"), eur("9999999999999"));
        SaleMade tooMuch = new SaleMade(Ids.next(), null, "Anna", "anna@client.example", null, TODAY, List.of(line));
        take(tooMuch);
        SaleMade behind = sale("10");
        take(behind);

        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.OTHER);
        assertThat(invoices()).isEmpty();
        release();
        assertThat(parked()).hasSize(1);

        cancel(tooMuch);
        release();
        assertThat(only().source().saleId()).isEqualTo(behind.saleId());
    }

    @Test
    void cancellationWaitsWhileTheAccountIsParked() {
        SaleMade sale = sale("10");
        take(sale);
        billing.services.parking.park(
                context,
                new org.stoa.billing.parking.Doubt(
                        ParkingReason.OTHER, only().customerId(), "test", "looks odd", null, null, null));
        cancel(sale);
        assertThat(only().status()).isEqualTo(InvoiceStatus.ISSUED);

        release();
        assertThat(only().status()).isEqualTo(InvoiceStatus.CREDITED);
    }

    @Test
    void saleWhoseInvoiceIsDeclaredVoidIsInvoicedAnewOnceSomebodyHasSeenToIt() {
        SaleMade sale = sale("10");
        take(sale);
        billing.lifecycle.declareVoid(context, only().id(), "wrong name");

        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.SALE_VOIDED);
        release();
        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.ISSUED, InvoiceStatus.VOID);

        billing.lifecycle.declareVoid(context, invoices().get(0).id(), "again");
        cancel(sale);
        release();
        assertThat(invoices()).extracting(Invoice::status).containsOnly(InvoiceStatus.VOID);
        assertThat(parked()).isEmpty();
    }

    @Test
    void customerIsTheUserOrKnownByTheUsersOwnAddress() {
        Customer byHand = billing.customers.create(
                context, CustomerFields.of("Anna Ltd", "Anna@Client.example", null, null, null, "EUR", null));
        UUID anna = billing.services.users.add(context, "anna@client.example");
        UUID mallory = billing.services.users.add(context, "mallory@client.example");

        take(sale(mallory, "anna@client.example", "10"));
        assertThat(only().customerId()).isNotEqualTo(byHand.id());
        take(sale(null, "ANNA@client.example", "10"));
        assertThat(invoices().get(0).customerId()).isEqualTo(byHand.id());
        take(sale(anna, null, "10"));
        assertThat(invoices().get(0).customerId()).isEqualTo(byHand.id());
        assertThat(billing.customers.get(context, byHand.id()).userId()).isEqualTo(anna);
        take(sale(null, "anna@client.example", "10"));
        assertThat(invoices().get(0).customerId()).isNotEqualTo(byHand.id());
        take(sale(anna, "office@client.example", "10"));
        assertThat(invoices().get(0).customerId()).isEqualTo(byHand.id());
    }

    @Test
    void clientWithoutNameOrAddressIsInvoicedAllTheSame() {
        SaleLine line = new SaleLine("Hour", BigDecimal.ONE, eur("10"));
        take(new SaleMade(Ids.next(), null, "  ", "no address", null, TODAY, List.of(line)));
        assertThat(only().buyer().name()).isEqualTo("Client");

        take(new SaleMade(Ids.next(), null, "A\nB " + "x".repeat(190), null, null, TODAY, List.of(line)));
        assertThat(invoices().get(0).buyer().name()).startsWith("A B xxx").hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void whatATestClockSellsIsATest() {
        billing.tenantClock.tests.add(context.requireTenant());
        take(sale("10"));

        assertThat(only().test()).isTrue();
        assertThat(only().number()).startsWith("TEST-");
    }

    @Test
    void eventsLeadThere() {
        SaleMade sale = sale("10");
        billing.database.write(context, org.stoa.billing.customer.CustomerMapper.class, (mapper, transaction) -> {
            transaction.publish(sale);
            transaction.publish(new SaleCancelled(sale.saleId(), null));
            return true;
        });
        billing.databases.deliverEvents(billing.services.listeners());
        billing.databases.deliverEvents(billing.services.listeners());

        assertThat(invoices()).extracting(Invoice::status).allMatch(InvoiceStatus.CREDITED::equals);
        assertThat(parked()).isEmpty();
    }
}
