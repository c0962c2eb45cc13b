package org.stoa.billing.invoice;

import java.time.Instant;

/** When and why an invoice was declared void. */
public record Voiding(Instant voidedAt, String reason) {}
