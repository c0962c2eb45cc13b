package org.stoa.billing.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.tenant.Company;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.setting.SettingFields;
import org.stoa.billing.tax.TaxRateFields;
import org.stoa.testkit.MemoryTenants;

class ChargesTest extends ChargeFixture {
    @Test
    void chargeIsInvoicedOnceHoweverOftenItIsDelivered() {
        UUID rate = billing.services
                .taxRates
                .create(
                        context,
                        new TaxRateFields("Standard", new BigDecimal("19"), null, null, null, null, null, null))
                .id();
        billing.services.settings.put(context, new SettingFields(null, rate, null, null, null));
        ChargeDue due = charge(false, line("Base", "2", "49.50"), line("Calls", "1500", "0.0012"));

        take(due);
        take(due);

        Invoice invoice = invoices().get(0);
        assertThat(invoices()).hasSize(1);
        assertThat(invoice.status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(invoice.source().chargeId()).isEqualTo(due.chargeId());
        assertThat(invoice.totals().net()).isEqualTo(eur("100.80"));
        assertThat(invoice.totals().tax()).isEqualTo(eur("19.15"));
        assertThat(invoice.buyer().name()).isEqualTo("Client GmbH");
        assertThat(invoice.items().get(0).periodEnd()).isEqualTo(LocalDate.of(2026, 4, 14));
        assertThat(settledCharges()).isEmpty();

        billing.lifecycle.pay(context, invoice.id(), null);
        assertThat(settledCharges()).containsExactly(new ChargeSettled(due.chargeId(), debtor));
    }

    @Test
    void customerIsKeptPerTenantAndFollowsItsCompany() {
        take(charge(false, line("Base", "1", "10")));
        ChargeDue renamed = new ChargeDue(
                Ids.next(),
                debtor,
                "Client",
                MemoryTenants.company("Renamed GmbH"),
                TODAY,
                List.of(line("Base", "1", "10")),
                eur("10"),
                false);

        take(renamed);

        List<Customer> customers =
                billing.customers.list(context, PageRequest.first()).items();
        assertThat(customers).extracting(Customer::name).containsExactly("Renamed GmbH");
        assertThat(customers).extracting(Customer::reference).containsExactly(debtor.toString());
        assertThat(invoices().get(0).buyer().name()).isEqualTo("Client GmbH");
    }

    @Test
    void creditBeyondAllInvoicesGoesToLaterOnesUntilItIsUsedUp() {
        ChargeDue credit = charge(false, line("Credit", "1", "-30.00"));
        take(credit);
        assertThat(invoices()).isEmpty();
        assertThat(settledCharges()).extracting(ChargeSettled::chargeId).containsExactly(credit.chargeId());

        ChargeDue small = charge(false, line("Base", "1", "20.00"));
        take(small);
        assertThat(invoices().get(0).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(settledCharges()).extracting(ChargeSettled::chargeId).contains(small.chargeId());

        take(charge(false, line("Base", "1", "20.00")));
        take(charge(false, line("Base", "1", "20.00")));
        assertThat(invoices()).extracting(Invoice::balance).containsExactly(eur("0"), eur("10.00"), eur("20.00"));
    }

    @Test
    void debtorIsKnownWhateverItsReferenceBecomes() {
        billing.customers.create(
                context,
                new CustomerFields(
                        "By hand", null, null, null, null, "EUR", null, null, debtor.toString(), null, null));
        ChargeDue due = charge(false, line("Base", "1", "20.00"));
        take(due);
        Customer customer = billing.customers.get(context, invoices().get(0).customerId());
        assertThat(customer.name()).isEqualTo("Client GmbH");
        assertThat(customer.debtorTenantId()).isEqualTo(debtor);

        billing.customers.update(
                context,
                customer.id(),
                customer.version(),
                BillingFixture.patch(CustomerFields.class, fields -> withReference(fields, "K-1001")));
        billing.lifecycle.pay(context, invoices().get(0).id(), null);
        take(charge(false, line("Base", "1", "30.00")));

        assertThat(invoices()).extracting(Invoice::customerId).containsOnly(customer.id());
        assertThat(billing.customers.get(context, customer.id()).reference()).isEqualTo("K-1001");
        assertThat(settledCharges()).containsExactly(new ChargeSettled(due.chargeId(), debtor));
    }

    private static CustomerFields withReference(CustomerFields fields, String reference) {
        return new CustomerFields(
                fields.name(),
                fields.email(),
                fields.phone(),
                fields.taxId(),
                fields.address(),
                fields.currency(),
                fields.notes(),
                fields.language(),
                reference,
                fields.paymentTerms(),
                fields.taxExemption());
    }

    @Test
    void chargeOverNothingIsSettledWithoutAnInvoice() {
        ChargeDue nothing = charge(false);

        take(nothing);

        assertThat(invoices()).isEmpty();
        assertThat(settledCharges()).extracting(ChargeSettled::chargeId).containsExactly(nothing.chargeId());
    }

    @Test
    void chargeThatIsCreditedIsSettled() {
        ChargeDue due = charge(false, line("Base", "1", "20.00"));
        take(due);

        billing.creditNotes.credit(context, invoices().get(0).id(), new CreditFields("goodwill", null));

        assertThat(settledCharges()).extracting(ChargeSettled::chargeId).containsExactly(due.chargeId());
    }

    @Test
    void chargeOfATestClockIsATestAndTakesNoRealNumber() {
        take(charge(true, line("Base", "1", "20.00")));
        take(charge(false, line("Base", "1", "20.00")));

        assertThat(invoices()).extracting(Invoice::number).containsExactly("TEST-2026-000001", "2026-000001");
        assertThat(invoices()).extracting(Invoice::test).containsExactly(true, false);
    }

    @Test
    void chargeThatDoesNotAddUpParksTheAccountUntilSomebodyVouchesForIt() {
        ChargeLine line = line("Base", "1", "20.00");
        ChargeDue wrong = new ChargeDue(Ids.next(), debtor, "Client", null, TODAY, List.of(line), eur("20.01"), false);
        take(wrong);
        take(charge(false, line("Base", "1", "5.00")));
        assertThat(invoices()).isEmpty();
        ParkedItem parked = parked().get(0);
        assertThat(parked.reason()).isEqualTo(ParkingReason.CHARGE_DOES_NOT_ADD_UP);
        assertThat(parked.detail()).contains("20.00 EUR").contains("20.01 EUR");

        billing.services.parking.release(context, parked.id(), new ReleaseNote("lines are right"));
        billing.moveTo("2026-03-15T10:00:01Z");

        assertThat(invoices())
                .extracting(invoice -> invoice.totals().gross())
                .containsExactlyInAnyOrder(eur("20.00"), eur("5.00"));
    }

    @Test
    void draftOfAChargeIsNeitherChangedNorDeleted() {
        billing.tenants.setCompany(context.requireTenant(), Company.empty());
        take(charge(false, line("Base", "1", "20.00")));
        Invoice draft = invoices().get(0);

        assertThat(refusal(() -> billing.invoices.delete(context, draft.id())))
                .isEqualTo(BillingProblem.DRAFT_OF_CHARGE);
        assertThat(refusal(() -> billing.invoices.update(
                        context,
                        draft.id(),
                        draft.version(),
                        BillingFixture.patch(InvoiceFields.class, fields -> fields))))
                .isEqualTo(BillingProblem.DRAFT_OF_CHARGE);
        assertThat(invoices()).containsExactly(draft);
    }

    @Test
    void chargeWhoseInvoiceIsVoidWaitsUntilSomebodyReleasesTheAccountAndIsInvoicedAnew() {
        ChargeDue due = charge(false, line("Base", "1", "20.00"));
        take(due);
        Invoice wrong = invoices().get(0);

        billing.lifecycle.declareVoid(context, wrong.id(), "wrong address");

        ParkedItem parked = parked().get(0);
        assertThat(parked.reason()).isEqualTo(ParkingReason.CHARGE_VOIDED);
        assertThat(parked.detail()).contains(due.chargeId().toString()).contains("wrong address");
        assertThat(parked.invoiceId()).isEqualTo(wrong.id());
        take(due);
        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.VOID);

        billing.services.parking.release(context, parked.id(), new ReleaseNote("corrected"));
        billing.moveTo("2026-03-15T10:00:01Z");

        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.VOID, InvoiceStatus.ISSUED);
        billing.lifecycle.pay(context, invoices().get(1).id(), null);
        assertThat(settledCharges()).extracting(ChargeSettled::chargeId).containsExactly(due.chargeId());
    }

    @Test
    void moneyTakenBackOfASettledChargeParksTheAccountWithTheCharge() {
        ChargeDue due = charge(false, line("Base", "1", "20.00"));
        take(due);
        billing.lifecycle.pay(context, invoices().get(0).id(), null);
        UUID payment = billing.payments
                .list(context, null, PageRequest.first())
                .items()
                .get(0)
                .id();

        billing.payments.reverse(context, payment, new RefundFields(null, null, "chargeback-1", null, null));
        billing.payments.reverse(context, payment, new RefundFields(null, null, "chargeback-1", null, null));

        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.ISSUED);
        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.CHARGE_OPEN_AGAIN);
        assertThat(parked().get(0).detail()).contains(due.chargeId().toString());
        assertThat(parked().get(0).invoiceId()).isEqualTo(invoices().get(0).id());
        assertThat(parked().get(0).amount()).isEqualByComparingTo("20.00");
    }

    @Test
    void linesThatContradictThemselvesAreDoubted() {
        assertThat(ChargeInvoice.doubt(charge(false, line("Base", "3", "0.335"))))
                .isNull();
        ChargeLine product =
                new ChargeLine(ChargeLine.Kind.BASE, "Base", new BigDecimal("2"), new BigDecimal("5"), eur("11"), null);
        assertThat(ChargeInvoice.doubt(charge(false, product))).contains("is 10.00");
        ChargeLine dollars = new ChargeLine(
                ChargeLine.Kind.BASE, "Base", BigDecimal.ONE, BigDecimal.ONE, Money.of("1", "USD"), null);
        ChargeDue mixed = new ChargeDue(Ids.next(), debtor, "Client", null, TODAY, List.of(dollars), eur("1"), false);
        assertThat(ChargeInvoice.doubt(mixed)).contains("USD");
        assertThat(ChargeInvoice.doubt(charge(false, line("Base", "1", "0.0000001"))))
                .contains("decimals");
    }

    @Test
    void obstacleToTheIssueParksTheAccountAndLosesNothing() {
        billing.tenants.setCompany(context.requireTenant(), Company.empty());
        take(charge(false, line("Base", "1", "20.00")));
        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.DRAFT);
        assertThat(parked().get(0).detail()).contains("seller-details-incomplete");

        billing.tenants.setCompany(context.requireTenant(), MemoryTenants.company("Platform AG"));
        billing.services.parking.release(context, parked().get(0).id(), new ReleaseNote("completed"));
        billing.moveTo("2026-03-15T10:00:01Z");

        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.ISSUED);
    }

    @Test
    void twoNodesTakeInvoiceAndIssueAChargeOnce() throws Exception {
        ChargeDue due = charge(false, line("Base", "1", "20.00"));

        onManyNodes(() -> billing.services.charges.take(context, due));
        onManyNodes(() -> billing.services.charges.invoice(context, due.chargeId()));
        UUID draft = invoices().get(0).id();
        onManyNodes(() -> billing.services.charges.issue(context, due.chargeId(), draft));

        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.ISSUED);
        assertThat(parked()).isEmpty();
    }

    private static ProblemCode refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).code();
    }

    /** Whoever loses a race for the customer is refused, and would be delivered the event again. */
    private static void onManyNodes(Runnable work) throws InterruptedException {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        for (int node = 0; node < 8; node++) {
            nodes.execute(work);
        }
        nodes.shutdown();
        assertThat(nodes.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
}
