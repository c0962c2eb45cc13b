package org.stoa.billing.provider;

import org.stoa.api.value.Money;

/** @param amount more than nothing; null for all that is left */
public record RefundRequest(Money amount) {}
