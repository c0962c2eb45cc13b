package org.stoa.billing.provider;

import java.util.UUID;

/** Event {@code billing.PaymentMethodPending}: it is time to look whether the payer has finished. */
public record PaymentMethodPending(UUID setupId) {}
