package org.stoa.billing.invoice;

import java.util.UUID;

/**
 * What an invoice was made from, when nobody wrote it.
 *
 * @param agreementId the recurring agreement, or null
 * @param agreementPeriod number of its period, from 0, or null
 * @param chargeId the charge of the platform, or null
 */
public record InvoiceSource(UUID agreementId, Integer agreementPeriod, UUID chargeId) {
    public static final InvoiceSource NONE = new InvoiceSource(null, null, null);
}
