package org.stoa.billing.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.PageRequest;
import org.stoa.api.tenant.Company;
import org.stoa.billing.dunning.DunningNotice;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceKind;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.setting.SettingFields;
import org.stoa.billing.statement.Statement;
import org.stoa.billing.tax.TaxRateFields;
import org.stoa.testkit.MemoryTenants;

/** What a subscription gives back when it ends before its paid time does. */
class ChargeCreditsTest extends ChargeFixture {

    @Test
    void yearThatLapsesUnpaidLeavesOnlyTheDaysThatWereUsedOpenAndDunned() {
        take(charge(false, line("Base", "1", "290.00")));
        ChargeDue end = charge(false, line("Unused days", "1", "-267.75"));

        take(end);
        take(end);

        Invoice invoice = only(InvoiceKind.INVOICE);
        Invoice note = only(InvoiceKind.CREDIT_NOTE);
        assertThat(invoice.balance()).isEqualTo(eur("22.25"));
        assertThat(invoice.status()).isEqualTo(InvoiceStatus.PARTIALLY_PAID);
        assertThat(note.totals().gross()).isEqualTo(eur("267.75"));
        assertThat(note.credited().reason()).isEqualTo("Unused days");
        assertThat(note.items().get(0).unitPrice().times(note.items().get(0).quantity()))
                .isEqualTo(eur("267.75"));
        assertThat(settledCharges()).extracting(ChargeSettled::chargeId).containsExactly(end.chargeId());
        Statement statement =
                billing.services.statements.statement(context, invoice.customerId(), null, null, null, false);
        assertThat(statement.lines()).extracting(Statement.Line::amount).containsExactly(eur("290"), eur("-267.75"));
        assertThat(statement.closing()).isEqualTo(eur("22.25"));

        billing.moveTo("2026-04-20T10:00:00Z");

        assertThat(billing.services
                        .dunning
                        .notices(context, null, null, PageRequest.first())
                        .items())
                .extracting(DunningNotice::balance)
                .containsExactly(eur("22.25"));
    }

    @Test
    void creditCarriesTheTaxOfTheInvoiceThatItTakesBack() {
        taxOf("19");
        take(charge(false, line("Base", "1", "290.00")));
        taxOf("7");

        take(charge(false, line("Unused days", "1", "-267.75")));

        Invoice note = only(InvoiceKind.CREDIT_NOTE);
        assertThat(note.totals().net()).isEqualTo(eur("267.75"));
        assertThat(note.totals().tax()).isEqualTo(eur("50.87"));
        // 345.10 - 318.62
        assertThat(only(InvoiceKind.INVOICE).balance()).isEqualTo(eur("26.48"));
    }

    @Test
    void restOfACreditedInvoiceCanBeCreditedByHandToTheCent() {
        taxOf("19");
        take(charge(false, line("Set-up", "1", "50.00"), line("Base", "1", "290.00")));
        take(charge(false, line("Unused days", "1", "-267.75")));

        billing.creditNotes.credit(context, only(InvoiceKind.INVOICE).id(), new CreditFields("goodwill", null));

        assertThat(only(InvoiceKind.INVOICE).status()).isEqualTo(InvoiceStatus.CREDITED);
    }

    @Test
    void whatWasPaidForUnusedDaysIsFreeToBeRefundedOrUsed() {
        take(charge(false, line("Base", "1", "290.00")));
        billing.lifecycle.pay(context, only(InvoiceKind.INVOICE).id(), null);

        take(charge(false, line("Unused days", "1", "-267.75")));

        Payment payment = payments().get(0);
        assertThat(payment.available()).isEqualTo(eur("267.75"));
        billing.payments.refund(context, payment.id(), new RefundFields(eur("267.75"), null, null, null, null));
        assertThat(only(InvoiceKind.INVOICE).balance()).isEqualTo(eur("0"));
        assertThat(only(InvoiceKind.INVOICE).status()).isEqualTo(InvoiceStatus.PAID);
    }

    @Test
    void creditGoesToTheLatestInvoiceFirstAndToOtherInvoicesOfChargesThen() {
        take(charge(false, line("Base", "1", "20.00")));
        take(charge(false, line("Base", "1", "30.00"), line("Credit", "1", "-10.00")));

        take(charge(false, line("Unused days", "1", "-25.00")));

        assertThat(all(InvoiceKind.INVOICE)).extracting(Invoice::balance).containsExactly(eur("15.00"), eur("0"));
    }

    @Test
    void creditBeyondAllInvoicesIsCreditOfTheCustomerWithTheTaxOfAnInvoice() {
        taxOf("19");
        take(charge(false, line("Base", "1", "20.00")));

        take(charge(false, line("Unused days", "1", "-30.00")));

        assertThat(only(InvoiceKind.INVOICE).status()).isEqualTo(InvoiceStatus.CREDITED);
        assertThat(payments()).extracting(Payment::available).containsExactly(eur("11.90"));
    }

    @Test
    void creditOfATestIsATestAndTouchesNothingReal() {
        take(charge(false, line("Base", "1", "20.00")));

        take(charge(true, line("Unused days", "1", "-20.00")));

        assertThat(only(InvoiceKind.INVOICE).balance()).isEqualTo(eur("20.00"));
        assertThat(payments()).extracting(Payment::test).containsExactly(true);
    }

    @Test
    void creditWaitsForTheInvoiceOfWhatWasChargedBefore() {
        billing.tenants.setCompany(context.requireTenant(), Company.empty());
        take(charge(false, line("Base", "1", "290.00")));
        take(charge(false, line("Unused days", "1", "-267.75")));
        assertThat(only(InvoiceKind.INVOICE).status()).isEqualTo(InvoiceStatus.DRAFT);

        billing.tenants.setCompany(context.requireTenant(), MemoryTenants.company("Platform AG"));
        billing.services.parking.release(context, parked().get(0).id(), new ReleaseNote("completed"));
        billing.moveTo("2026-03-15T10:00:01Z");

        assertThat(only(InvoiceKind.INVOICE).balance()).isEqualTo(eur("22.25"));
        assertThat(payments()).isEmpty();
    }

    private void taxOf(String percent) {
        UUID rate = billing.services
                .taxRates
                .create(
                        context,
                        new TaxRateFields(
                                "Rate " + percent, new BigDecimal(percent), null, null, null, null, null, null))
                .id();
        billing.services.settings.put(context, new SettingFields(null, rate, null, null, null));
    }

    private List<Payment> payments() {
        return billing.payments.list(context, null, PageRequest.first()).items();
    }

    private Invoice only(InvoiceKind kind) {
        assertThat(all(kind)).hasSize(1);
        return all(kind).get(0);
    }

    private List<Invoice> all(InvoiceKind kind) {
        return invoices().stream().filter(invoice -> invoice.kind() == kind).toList();
    }
}
