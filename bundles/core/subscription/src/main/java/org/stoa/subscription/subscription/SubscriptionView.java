package org.stoa.subscription.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.rest.Versioned;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.EndReason;
import org.stoa.subscription.rules.State;
import org.stoa.subscription.rules.Status;
import org.stoa.subscription.rules.Terms;

/**
 * A subscription as it is, or would be. Days are those of the tenant's calendar.
 *
 * @param planVersion the version that it keeps until it is changed on purpose
 * @param autoRenew whether another period follows this one
 * @param cancelled whether it ends with its period or trial
 * @param trialEnd the day after the last of its trial, or null
 * @param period what is paid at a time; null during a trial
 * @param next terms from the next period on, or null
 * @param moveVersion a version of the plan that operators will move it to, or null
 * @param moveFrom from the first period on that begins on this day or later, or null
 * @param dueOn the next day on which something falls due, or null
 * @param endedOn the day after its last, or null
 * @param doubt why it is parked, or null
 */
public record SubscriptionView(
        UUID id,
        UUID tenantId,
        String planCode,
        int planVersion,
        BillingInterval interval,
        int seats,
        Status status,
        boolean autoRenew,
        boolean cancelled,
        LocalDate startedOn,
        LocalDate trialEnd,
        BillingPeriod period,
        Terms next,
        Integer moveVersion,
        LocalDate moveFrom,
        LocalDate dueOn,
        LocalDate endedOn,
        EndReason endReason,
        Doubt doubt,
        String doubtDetail,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    static SubscriptionView of(SubscriptionRow row) {
        State state = row.state();
        return new SubscriptionView(
                row.id(),
                row.tenantId(),
                row.planCode(),
                row.planVersion(),
                row.billingInterval(),
                row.seats(),
                row.status(),
                row.autoRenew(),
                row.cancelled(),
                row.startedOn(),
                row.trialEnd(),
                state.period(),
                state.next(),
                row.moveVersion(),
                row.moveFrom(),
                row.dueOn(),
                row.endedOn(),
                row.endReason(),
                row.doubt(),
                row.doubtDetail(),
                row.revision(),
                row.createdAt(),
                row.updatedAt());
    }
}
