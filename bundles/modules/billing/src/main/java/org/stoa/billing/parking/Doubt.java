package org.stoa.billing.parking;

import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * What is to be parked; see {@link ParkedItem}.
 *
 * @param customerId null when nobody knows
 * @param amount null when none is at stake
 * @param invoiceId an invoice that there is, or null
 * @param paymentId a payment that there is, or null
 */
public record Doubt(
        ParkingReason reason,
        UUID customerId,
        String subject,
        String detail,
        Money amount,
        UUID invoiceId,
        UUID paymentId) {}
