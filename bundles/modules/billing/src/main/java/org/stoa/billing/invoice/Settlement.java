package org.stoa.billing.invoice;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.stoa.api.value.SingleLine;

/**
 * How an invoice was settled: the body of {@code pay}, and part of a paid invoice.
 *
 * @param paidAt when the money came in; null in a request for now
 * @param reference the payer's or the bank's, or null
 */
public record Settlement(Instant paidAt, @Size(max = 200) @SingleLine String reference) {}
