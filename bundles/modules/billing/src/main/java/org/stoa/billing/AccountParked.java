package org.stoa.billing;

import java.util.UUID;

/**
 * Domain event {@code billing.AccountParked}: something is doubtful, and nothing is issued or dunned by itself until it is
 * released.
 *
 * @param customerId null when nobody knows whose it is
 * @param reason code, such as {@code PAYMENT_FOR_UNKNOWN_INVOICE}
 */
public record AccountParked(UUID parkedId, UUID customerId, String reason, String detail) {}
