package org.stoa.billing.invoice;

import java.util.UUID;

/**
 * What an invoice was made from, when nobody wrote it.
 *
 * @param agreementId the recurring agreement, or null
 * @param agreementPeriod number of its period, from 0, or null
 * @param chargeId the charge of the platform, or null
 * @param saleId the sale to a client of the tenant, or null
 * @param dunnedInvoiceId the invoice of which a reminder cost this, or null
 */
public record InvoiceSource(
        UUID agreementId, Integer agreementPeriod, UUID chargeId, UUID saleId, UUID dunnedInvoiceId) {
    public static final InvoiceSource NONE = new InvoiceSource(null, null, null, null, null);

    public static InvoiceSource ofAgreement(UUID agreementId, int period) {
        return new InvoiceSource(agreementId, period, null, null, null);
    }

    public static InvoiceSource ofCharge(UUID chargeId) {
        return new InvoiceSource(null, null, chargeId, null, null);
    }

    public static InvoiceSource ofSale(UUID saleId) {
        return new InvoiceSource(null, null, null, saleId, null);
    }

    public static InvoiceSource ofDunning(UUID dunnedInvoiceId) {
        return new InvoiceSource(null, null, null, null, dunnedInvoiceId);
    }
}
