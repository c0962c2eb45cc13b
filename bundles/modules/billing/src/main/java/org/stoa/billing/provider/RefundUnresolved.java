package org.stoa.billing.provider;

import java.util.UUID;

/** Domain event {@code billing.RefundUnresolved}: it is time to look what became of a refund, unless that is known. */
public record RefundUnresolved(UUID refundId) {}
