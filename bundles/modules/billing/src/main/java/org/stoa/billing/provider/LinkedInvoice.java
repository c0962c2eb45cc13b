package org.stoa.billing.provider;

import java.time.LocalDate;
import java.util.List;
import org.stoa.api.value.Money;
import org.stoa.billing.invoice.InvoiceStatus;

/**
 * An invoice as whoever knows its address sees it.
 *
 * @param balance what is still to be paid; null for one that is void
 * @param test whether it is no claim
 * @param providers by which it can be paid
 */
public record LinkedInvoice(
        String number,
        InvoiceStatus status,
        LocalDate issueDate,
        LocalDate dueDate,
        String seller,
        Money total,
        Money balance,
        boolean test,
        List<String> providers) {}
