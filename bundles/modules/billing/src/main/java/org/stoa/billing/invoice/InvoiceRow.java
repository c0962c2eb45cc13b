package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A row of {@code billing.invoice} joined with one of its items; the last six are null when it has none. */
record InvoiceRow(
        UUID id,
        String number,
        InvoiceStatus status,
        UUID customerId,
        String currency,
        LocalDate issueDate,
        LocalDate dueDate,
        String notes,
        BigDecimal net,
        BigDecimal tax,
        BigDecimal gross,
        Instant paidAt,
        String paymentReference,
        Instant voidedAt,
        String voidReason,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Integer position,
        String description,
        BigDecimal quantity,
        BigDecimal unitPrice,
        BigDecimal taxRate,
        BigDecimal itemNet) {}
