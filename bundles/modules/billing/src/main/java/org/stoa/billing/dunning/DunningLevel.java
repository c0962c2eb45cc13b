package org.stoa.billing.dunning;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.Money;

/**
 * One step of reminding.
 *
 * @param daysAfterDue 1 to 365 days after the day on which the invoice was due
 * @param fee what it costs, for invoices in its currency; null for nothing
 * @param text of the reminder
 * @param charged whether fee and interest are invoiced, by an invoice of their own; null for no: they are stated only
 */
public record DunningLevel(
        @Min(1) @Max(365) int daysAfterDue, Money fee, @NotBlank @Size(max = 2000) String text, Boolean charged) {

    public DunningLevel {
        charged = Boolean.TRUE.equals(charged);
    }

    /** One whose fee and interest are stated only. */
    public DunningLevel(int daysAfterDue, Money fee, String text) {
        this(daysAfterDue, fee, text, false);
    }
}
