package org.stoa.billing.recurring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.Dates;

/**
 * What a client may set of a recurring agreement.
 *
 * @param currency ISO 4217 code; null for the customer's
 * @param startsOn the first day that is invoiced
 * @param endsOn the last one; null for none yet
 * @param anchorDay day of the month on which periods begin, for monthly ones; in shorter months their last day. Null for
 *     that of {@code startsOn}
 * @param inAdvance whether fixed quantities are invoiced as a period begins; else, and usage always, when it is over. Null
 *     for yes
 * @param autoIssue whether invoices are issued by themselves; else they are drafts. Null for yes
 * @param collect whether they are charged to what the customer has left for that; null for what is said there
 */
public record AgreementFields(
        @NotNull UUID customerId,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(min = 3, max = 3) String currency,
        @NotNull BillingInterval interval,
        @NotNull LocalDate startsOn,
        LocalDate endsOn,
        @Min(1) @Max(31) Integer anchorDay,
        Boolean inAdvance,
        Boolean autoIssue,
        Boolean collect,
        @NotNull @NotEmpty @Size(max = 100) List<@NotNull @Valid AgreementItem> items) {
    public AgreementFields {
        inAdvance = inAdvance == null || inAdvance;
        autoIssue = autoIssue == null || autoIssue;
    }

    /** One whose invoices are charged as the customer wants it. */
    public AgreementFields(
            UUID customerId,
            String name,
            String currency,
            BillingInterval interval,
            LocalDate startsOn,
            LocalDate endsOn,
            Integer anchorDay,
            Boolean inAdvance,
            Boolean autoIssue,
            List<AgreementItem> items) {
        this(customerId, name, currency, interval, startsOn, endsOn, anchorDay, inAdvance, autoIssue, null, items);
    }

    /** @throws ProblemException 400 {@code invalid-request} for what contradicts itself */
    AgreementFields checked() {
        Dates.near("startsOn", startsOn);
        Dates.near("endsOn", endsOn);
        if (endsOn != null && endsOn.isBefore(startsOn)) {
            throw ProblemException.invalid("endsOn", "must not be before startsOn");
        }
        if (interval == BillingInterval.YEARLY && anchorDay != null) {
            throw ProblemException.invalid("anchorDay", "must be absent for a yearly agreement");
        }
        for (int index = 0; index < items.size(); index++) {
            if ((items.get(index).quantity() == null) == (items.get(index).metric() == null)) {
                throw ProblemException.invalid(
                        "items[" + index + "].quantity", "must be there when metric is not, and only then");
            }
        }
        return this;
    }

    AgreementFields withCurrency(String code) {
        return new AgreementFields(
                customerId, name, code, interval, startsOn, endsOn, anchorDay, inAdvance, autoIssue, collect, items);
    }

    Schedule schedule() {
        return Schedule.of(this);
    }
}
