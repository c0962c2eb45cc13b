package org.stoa.billing.customer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * Until when an invoice is to be paid.
 *
 * @param days 0 to 365 days after the date of issue
 * @param endOfMonth whether the days count from the last day of the month of issue instead; null for no
 */
public record PaymentTerms(@Min(0) @Max(365) int days, Boolean endOfMonth) {
    /** Directive 2011/7/EU, article 3: what counts when nothing else was agreed. */
    public static final PaymentTerms DEFAULT = new PaymentTerms(30, false);

    public PaymentTerms {
        endOfMonth = endOfMonth != null && endOfMonth;
    }

    public LocalDate dueDate(LocalDate issueDate) {
        LocalDate start = endOfMonth ? issueDate.with(TemporalAdjusters.lastDayOfMonth()) : issueDate;
        return start.plusDays(days);
    }
}
