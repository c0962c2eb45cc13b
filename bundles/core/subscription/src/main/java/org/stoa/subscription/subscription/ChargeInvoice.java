package org.stoa.subscription.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * The invoice over a charge, of whoever bills the tenant.
 *
 * @param total with tax
 * @param settledAt when it was settled, as far as this is known here; null while it is to be paid
 * @param path below the address of the platform: {@code GET} shows what is still to be paid, {@code GET .../pdf} the paper,
 *     and {@code POST .../payments} pays. Whoever knows it needs nothing else
 */
public record ChargeInvoice(
        UUID chargeId,
        UUID invoiceId,
        String number,
        Money total,
        LocalDate issuedOn,
        LocalDate dueOn,
        Instant settledAt,
        String path) {}
