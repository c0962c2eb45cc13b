package org.stoa.subscription.rules;

import java.time.LocalDate;
import java.util.Map;
import org.stoa.api.charge.BillingPeriod;

/**
 * A subscription at a moment. Days are those of the tenant's calendar.
 *
 * @param terms in force
 * @param autoRenew whether another period follows this one
 * @param cancelled whether somebody asked for it to end with this period or trial
 * @param trialEnd the day after the last of its trial; null when it had none
 * @param anchor the day from which its periods are counted; null while nothing has been charged
 * @param periodNumber of the period that is running
 * @param meteredFrom the first day whose use has not been charged; null while nothing has been charged
 * @param metered what of the use before was known when it was charged; null while nothing has been charged
 * @param next terms that will hold from the next period on, or null
 * @param move a version that will hold from the first period on that begins on a day or later, or null
 * @param changes how many changes were charged within periods
 * @param seenOn the last day on which it was looked at
 * @param endedOn the day after its last, or null
 * @param endReason null until it has ended
 * @param parked null unless it is parked
 */
public record State(
        Terms terms,
        Status status,
        boolean autoRenew,
        boolean cancelled,
        LocalDate startedOn,
        LocalDate trialEnd,
        LocalDate anchor,
        int periodNumber,
        LocalDate meteredFrom,
        Metered metered,
        Terms next,
        Move move,
        int changes,
        LocalDate seenOn,
        LocalDate endedOn,
        EndReason endReason,
        Parked parked) {

    /**
     * What has been counted of what is charged by use, so that use which becomes known late is charged with the next charge,
     * and once.
     *
     * @param since the first day of the first period
     * @param counted units from that day on by resource, as they were known when its use was charged last
     */
    public record Metered(LocalDate since, Map<String, Long> counted) {

        public Metered {
            counted = Map.copyOf(counted);
        }
    }

    /** A version of the same plan, and the day from which on a period that begins is one of that version. */
    public record Move(int planVersion, LocalDate from) {}

    /** @param detail for operators */
    public record Parked(Doubt doubt, String detail) {}

    /** The period that is paid for; null during a trial. */
    public BillingPeriod period() {
        return anchor == null ? null : BillingPeriod.of(anchor, terms.interval(), periodNumber);
    }

    /** The terms that hold after the present period or trial; null when it ends then. */
    public Terms termsAfterBoundary() {
        if (hasEnded() || cancelled || !autoRenew) {
            return null;
        }
        return next == null ? terms : next;
    }

    /** Whether it has ended. */
    public boolean hasEnded() {
        return endedOn != null;
    }

    /** The day on which its period or trial ends. */
    public LocalDate boundary() {
        return anchor == null ? trialEnd : period().end();
    }

    /** The same, waiting for an operator. */
    State parked(Parked reason) {
        return with(seenOn, reason);
    }

    /** The same, trusted and looked at on a day. */
    State seen(LocalDate day) {
        return with(day, null);
    }

    /** Whether nothing but the day on which it was looked at is another. */
    public boolean isAs(State other) {
        return with(other.seenOn, parked).equals(other);
    }

    private State with(LocalDate seen, Parked reason) {
        return new State(
                terms,
                status,
                autoRenew,
                cancelled,
                startedOn,
                trialEnd,
                anchor,
                periodNumber,
                meteredFrom,
                metered,
                next,
                move,
                changes,
                seen,
                endedOn,
                endReason,
                reason);
    }
}
