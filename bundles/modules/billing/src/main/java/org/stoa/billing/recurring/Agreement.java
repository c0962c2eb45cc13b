package org.stoa.billing.recurring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.rest.Versioned;

/**
 * What a customer is invoiced for again and again.
 *
 * @param endsOn the last day; null for none yet
 * @param collect whether invoices are charged to what the customer has left; null for what is said there
 * @param status ENDED once everything is invoiced
 * @param nextRun number of the next invoice, from 0
 * @param nextRunOn when it is due; null when the agreement has ended
 * @param problem why the last invoice could not be made or issued; null when it could
 */
public record Agreement(
        UUID id,
        UUID customerId,
        String name,
        String currency,
        BillingInterval interval,
        LocalDate startsOn,
        LocalDate endsOn,
        Integer anchorDay,
        boolean inAdvance,
        boolean autoIssue,
        Boolean collect,
        List<AgreementItem> items,
        Status status,
        int nextRun,
        LocalDate nextRunOn,
        String problem,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    /** Whether anything is still to be invoiced. */
    public enum Status {
        ACTIVE,
        ENDED
    }

    public Agreement {
        items = List.copyOf(items);
    }

    AgreementFields fields() {
        return new AgreementFields(
                customerId,
                name,
                currency,
                interval,
                startsOn,
                endsOn,
                anchorDay,
                inAdvance,
                autoIssue,
                collect,
                items);
    }
}
