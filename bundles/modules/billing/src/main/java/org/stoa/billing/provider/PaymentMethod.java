package org.stoa.billing.provider;

import java.time.Instant;
import java.util.UUID;

/**
 * What is charged when a customer does not pay by itself.
 *
 * @param paymentMethod what the provider calls it
 * @param label for people, such as {@code visa 4242, 12/2030}, or null
 * @param automatic whether invoices are charged to it when they are issued
 */
public record PaymentMethod(
        UUID customerId, String provider, String paymentMethod, String label, boolean automatic, Instant updatedAt) {}
