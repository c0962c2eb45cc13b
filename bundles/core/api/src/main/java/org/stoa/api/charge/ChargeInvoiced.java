package org.stoa.api.charge;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * What a tenant owes stands on an invoice: published by the module that invoices, as {@code charge.ChargeInvoiced}. Another
 * one for the same charge takes the place of the one before. A charge can be overdue from then on only.
 *
 * @param chargeId that of {@link ChargeDue}
 * @param number of the invoice, as the debtor sees it
 * @param total with tax
 * @param path where whoever knows it sees and pays the invoice, below the address of the platform; secret, and in no log
 */
public record ChargeInvoiced(
        UUID chargeId,
        UUID customerTenantId,
        UUID invoiceId,
        String number,
        Money total,
        LocalDate issuedOn,
        LocalDate dueOn,
        String path) {

    @Override
    public String toString() {
        return "ChargeInvoiced[charge " + chargeId + ", invoice " + number + "]";
    }
}
