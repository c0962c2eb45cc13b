package org.stoa.billing.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * An issued invoice as the ledger sees it.
 *
 * @param status name of an {@code InvoiceStatus}
 * @param settled sum of what is allocated to it
 * @param credited what of that are credit notes
 * @param chargeId the charge of the platform that it is for, or null
 * @param saleId the sale that it is for, unless that was cancelled, or null
 * @param debtorTenantId the tenant of the platform whose charges the customer owes, or null
 */
public record OpenInvoice(
        UUID id,
        String number,
        UUID customerId,
        String currency,
        String status,
        LocalDate dueDate,
        boolean test,
        BigDecimal gross,
        BigDecimal settled,
        BigDecimal credited,
        UUID chargeId,
        UUID saleId,
        UUID debtorTenantId) {

    Money money(BigDecimal amount) {
        return new Money(amount, Money.currencyOf(currency));
    }

    public Money balance() {
        return money(gross.subtract(settled));
    }

    OpenInvoice settledBy(Money amount, boolean byCreditNote) {
        return new OpenInvoice(
                id,
                number,
                customerId,
                currency,
                status,
                dueDate,
                test,
                gross,
                settled.add(amount.amount()),
                byCreditNote ? credited.add(amount.amount()) : credited,
                chargeId,
                saleId,
                debtorTenantId);
    }

    /** Whether an invoice can be paid: it was issued and is not void. */
    public boolean isClaim() {
        return !status.equals("DRAFT") && !status.equals("VOID");
    }

    /** Whether it waits for money. */
    public boolean isUnpaid() {
        return isClaim() && !isSettled();
    }

    boolean isSettled() {
        return isSettledBy(status);
    }

    static boolean isSettledBy(String name) {
        return name.equals("PAID") || name.equals("CREDITED");
    }

    /** What the status has to be, from the sums. */
    String statusOfBalance() {
        if (settled.compareTo(gross) == 0) {
            return credited.compareTo(gross) == 0 && gross.signum() > 0 ? "CREDITED" : "PAID";
        }
        return settled.signum() == 0 ? "ISSUED" : "PARTIALLY_PAID";
    }
}
