package org.stoa.subscription.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stoa.api.charge.BillingPeriod;

/** A subscription on its way from one state to another; what it owes is collected on the way. */
final class Transition {

    /** Periods that are charged at once at most; what is left is due at once again. */
    static final int MOST_PERIODS = 24;
    /** A tenant that moves around the world may see a day for a second time, and the one before it. */
    private static final int DAYS_BACK = 2;

    private final Versions versions;
    private final MeteredUse use;
    private final Dunning dunning;
    private final LocalDate unpaidSince;
    private final List<DueCharge> charges = new ArrayList<>();

    private Terms terms;
    private boolean autoRenew;
    private boolean cancelled;
    private final LocalDate startedOn;
    private final LocalDate trialEnd;
    private LocalDate anchor;
    private int periodNumber;
    private LocalDate meteredFrom;
    private State.Metered metered;
    private Terms next;
    private State.Move move;
    private int changes;
    private LocalDate seenOn;
    private LocalDate endedOn;
    private EndReason endReason;

    Transition(State state, Versions versions, MeteredUse use, Dunning dunning, LocalDate unpaidSince) {
        this.versions = versions;
        this.use = use;
        this.dunning = dunning;
        this.unpaidSince = unpaidSince;
        terms = state.terms();
        autoRenew = state.autoRenew();
        cancelled = state.cancelled();
        startedOn = state.startedOn();
        trialEnd = state.trialEnd();
        anchor = state.anchor();
        periodNumber = state.periodNumber();
        meteredFrom = state.meteredFrom();
        metered = state.metered();
        next = state.next();
        move = state.move();
        changes = state.changes();
        seenOn = state.seenOn();
        endedOn = state.endedOn();
        endReason = state.endReason();
    }

    /** Begins to be charged. */
    void begin(LocalDate day) {
        anchor = day;
        periodNumber = 0;
        meteredFrom = day;
        metered = new State.Metered(day, Map.of());
        List<DueLine> lines = new ArrayList<>(prices().setup());
        lines.addAll(prices().advance(period()));
        charge(DueCharge.Kind.PERIOD, day, 0, lines);
    }

    /** Does everything that falls due up to a day, that day included, in the order in which it falls due. */
    void advance(LocalDate today) {
        if (Prices.days(today, seenOn) > DAYS_BACK) {
            throw new DoubtException(
                    Doubt.CLOCK_WENT_BACK, "it is " + today + " for the tenant, and was " + seenOn + " before");
        }
        LocalDate day = today.isBefore(seenOn) ? seenOn : today;
        LocalDate lapse = latest(dunning.lapsesOn(unpaidSince), seenOn);
        for (int periods = 0; endedOn == null && periods < MOST_PERIODS; periods++) {
            LocalDate boundary = boundary();
            if (lapse != null && !lapse.isAfter(day) && !lapse.isAfter(boundary)) {
                end(lapse, EndReason.UNPAID);
            } else if (!boundary.isAfter(day)) {
                cross(boundary);
                seenOn = boundary;
            } else {
                seenOn = day;
                return;
            }
        }
    }

    private void cross(LocalDate boundary) {
        boolean renews = autoRenew && !cancelled;
        if (anchor == null && renews) {
            takeNextTerms(boundary);
            begin(boundary);
            return;
        }
        if (!renews) {
            end(boundary, cancelled ? EndReason.CANCELLED : EndReason.NOT_RENEWED);
            return;
        }
        List<DueLine> lines = new ArrayList<>(arrears(boundary, true));
        Terms before = terms;
        takeNextTerms(boundary);
        if (terms.interval() == before.interval()) {
            periodNumber++;
        } else {
            anchor = boundary;
            periodNumber = 0;
        }
        meteredFrom = boundary;
        lines.addAll(prices().advance(period()));
        charge(DueCharge.Kind.PERIOD, boundary, 0, lines);
    }

    private void takeNextTerms(LocalDate boundary) {
        String currency = prices().currency();
        if (next != null) {
            terms = next;
            next = null;
        }
        if (move != null && !move.from().isAfter(boundary)) {
            if (move.planVersion() > terms.planVersion()) {
                terms = terms.withVersion(move.planVersion());
            }
            move = null;
        }
        if (!prices().currency().equals(currency)) {
            throw new DoubtException(
                    Doubt.VERSION_UNFIT,
                    "version " + terms.planVersion() + " of " + terms.planCode() + " is not in " + currency);
        }
    }

    /** Takes other terms at once. */
    void change(Terms wanted, LocalDate day) {
        if (anchor != null) {
            chargeChange(wanted, day);
        }
        if (move != null && !wanted.planCode().equals(terms.planCode())) {
            move = null;
        }
        terms = wanted;
        next = null;
    }

    private void chargeChange(Terms wanted, LocalDate day) {
        BillingPeriod period = period();
        Prices after = Prices.of(wanted, versions);
        List<DueLine> lines = new ArrayList<>();
        if (wanted.withSeats(terms.seats()).equals(terms)) {
            lines.addAll(after.moreSeats(prices(), period, day));
        } else {
            boolean anew = wanted.interval() != terms.interval();
            lines.addAll(arrears(day, anew));
            meteredFrom = day;
            lines.addAll(prices().credit(period, day));
            if (anew) {
                anchor = day;
                periodNumber = 0;
                lines.addAll(after.advance(BillingPeriod.of(day, wanted.interval(), 0)));
            } else {
                lines.addAll(after.rest(period, day));
            }
        }
        changes++;
        charge(DueCharge.Kind.CHANGE, day, changes, lines);
    }

    /** Ends on a day, which is the first that is not used any more; what was paid beyond it is given back. */
    void end(LocalDate day, EndReason reason) {
        if (anchor != null) {
            List<DueLine> lines = new ArrayList<>(arrears(day, true));
            lines.addAll(prices().credit(period(), day));
            charge(DueCharge.Kind.END, day, 0, lines);
        }
        endedOn = day;
        endReason = reason;
        next = null;
        move = null;
    }

    void plan(Terms wanted) {
        if (move != null && !wanted.planCode().equals(terms.planCode())) {
            move = null;
        }
        next = wanted.equals(terms) ? null : wanted;
    }

    void cancel() {
        cancelled = true;
    }

    void resume() {
        cancelled = false;
        autoRenew = true;
    }

    Prices prices() {
        return Prices.of(terms, versions);
    }

    private List<DueLine> arrears(LocalDate to, boolean closing) {
        if (!meteredFrom.isBefore(to)) {
            return List.of();
        }
        Arrears arrears = new Arrears(metered, meteredFrom, to, use);
        List<DueLine> lines = prices().arrears(period(), arrears, closing);
        metered = new State.Metered(metered.since(), arrears.counted());
        return lines;
    }

    private void charge(DueCharge.Kind kind, LocalDate dueOn, int sequence, List<DueLine> lines) {
        if (!lines.isEmpty()) {
            charges.add(DueCharge.of(kind, dueOn, sequence, lines));
        }
    }

    private BillingPeriod period() {
        return BillingPeriod.of(anchor, terms.interval(), periodNumber);
    }

    private LocalDate boundary() {
        return anchor == null ? trialEnd : period().end();
    }

    private static LocalDate latest(LocalDate day, LocalDate other) {
        return day == null || day.isAfter(other) ? day : other;
    }

    private Status status() {
        LocalDate overdue = dunning.overdueOn(unpaidSince);
        if (endedOn != null) {
            return Status.LAPSED;
        }
        if (overdue != null && !overdue.isAfter(seenOn)) {
            return Status.PAST_DUE;
        }
        if (cancelled) {
            return Status.CANCELLED;
        }
        return anchor == null ? Status.TRIALING : Status.ACTIVE;
    }

    Step step() {
        State after = new State(
                terms,
                status(),
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
                seenOn,
                endedOn,
                endReason,
                null);
        return new Step(after, charges);
    }
}
