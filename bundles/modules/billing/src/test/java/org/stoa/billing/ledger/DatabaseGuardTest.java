package org.stoa.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.apache.ibatis.annotations.Update;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.payment.Payment;

/** What the database refuses, whatever the code of the module should ever do. */
class DatabaseGuardTest {
    private static final BillingFixture BILLING = new BillingFixture();

    private final CallContext context = BILLING.newTenant("UTC");
    private final Invoice invoice = BILLING.issued(context);

    /** Statements that the module never makes. */
    interface Tampering {
        @Update("UPDATE billing.invoice SET settled = 1, status = 'PARTIALLY_PAID' WHERE id = #{id}")
        int payWithoutPayment(UUID id);

        @Update("UPDATE billing.invoice SET settled = gross + 1, status = 'PAID', paid_at = now() WHERE id = #{id}")
        int payTooMuch(UUID id);

        @Update("UPDATE billing.invoice SET gross = gross + 1 WHERE id = #{id}")
        int changeTotals(UUID id);

        @Update("UPDATE billing.invoice SET number = '2026-000099' WHERE id = #{id}")
        int renumber(UUID id);

        @Update("UPDATE billing.invoice_item SET description = 'other' WHERE invoice_id = #{id}")
        int changeItem(UUID id);

        @Update("DELETE FROM billing.invoice_item WHERE invoice_id = #{id}")
        int deleteItems(UUID id);

        @Update("DELETE FROM billing.invoice WHERE id = #{id}")
        int delete(UUID id);

        @Update("UPDATE billing.payment SET allocated = 0 WHERE id = #{id}")
        int freePayment(UUID id);

        @Update("UPDATE billing.allocation SET amount = 1 WHERE payment_id = #{id}")
        int changeAllocation(UUID id);

        @Update("DELETE FROM billing.entry WHERE payment_id = #{id}")
        int forgetBooking(UUID id);

        @Update("UPDATE billing.customer SET debtor_tenant_id = id WHERE id = #{id}")
        int changeDebtor(UUID id);
    }

    /** One of them. */
    private interface Attempt {
        int on(Tampering tampering, UUID id);
    }

    @AfterAll
    static void close() {
        BILLING.close();
    }

    @Test
    void balanceIsWhatIsAllocated() {
        refused(Tampering::payWithoutPayment, invoice.id(), "allocated");
        refused(Tampering::payTooMuch, invoice.id(), "invoice_settled_within_gross");
    }

    @Test
    void issuedInvoiceNeverChanges() {
        refused(Tampering::changeTotals, invoice.id(), "was issued and cannot be changed");
        refused(Tampering::renumber, invoice.id(), "was issued and cannot be changed");
        refused(Tampering::changeItem, invoice.id(), "items of an issued document cannot be changed");
        refused(Tampering::deleteItems, invoice.id(), "items of an issued document cannot be changed");
        refused(Tampering::delete, invoice.id(), "was issued and cannot be deleted");
    }

    @Test
    void customerNeverOwesForAnotherTenant() {
        refused(Tampering::changeDebtor, invoice.customerId(), "owes cannot be changed");
    }

    @Test
    void bookingsOnlyCome() {
        Payment payment = BILLING.pay(context, null, invoice.id(), "10.00", "EUR");

        refused(Tampering::freePayment, payment.id(), "does not add up");
        refused(Tampering::changeAllocation, payment.id(), "permission denied");
        refused(Tampering::forgetBooking, payment.id(), "permission denied");
    }

    private void refused(Attempt attempt, UUID id, String why) {
        assertThatThrownBy(() -> BILLING.database.write(context, Tampering.class, (tampering, transaction) -> {
                    assertThat(attempt.on(tampering, id)).isPositive();
                    return true;
                }))
                .satisfies(failure -> assertThat(messages(failure)).contains(why));
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
