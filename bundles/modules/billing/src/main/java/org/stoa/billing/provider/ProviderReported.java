package org.stoa.billing.provider;

/** Domain event {@code billing.ProviderReported}: more is known of a payment. */
public record ProviderReported(String provider, String paymentReference) {}
