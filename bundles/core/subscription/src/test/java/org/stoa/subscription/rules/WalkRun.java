package org.stoa.subscription.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.stoa.api.rest.ProblemException;

/** A walk as the rules under test go it, with what the platform keeps around them: charges, and who has paid. */
final class WalkRun {

    static final Dunning DUNNING = new Dunning(14, 16);

    private static final int MOST_LOOKS = 1000;

    private final Walk walk;
    private final SubscriptionRules rules;
    private final List<Ledger.Entry> entries = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    private State state;
    /** Days of charges of the present subscription that are to be paid. */
    private final List<LocalDate> unpaid = new ArrayList<>();

    WalkRun(Walk walk) {
        this.walk = walk;
        rules = new SubscriptionRules(
                (code, number) -> {
                    var content = walk.catalogue().get(code + "/" + number);
                    if (content == null) {
                        throw new DoubtException(Doubt.VERSION_MISSING, code + "/" + number);
                    }
                    return content;
                },
                DUNNING);
    }

    Ledger run() {
        subscribe(walk.terms(), walk.trialDays(), walk.start());
        for (Walk.Action action : walk.actions()) {
            lookUntil(action.day());
            act(action);
        }
        lookUntil(walk.end());
        return new Ledger(entries, outcomes, describe());
    }

    private String describe() {
        return String.join(
                "|",
                state.status().name(),
                text(state.terms()),
                state.period() == null
                        ? "trial"
                        : state.period().start() + ".." + state.period().end(),
                state.endedOn() + " " + state.endReason(),
                text(state.next()));
    }

    private static String text(Terms terms) {
        return terms == null
                ? "none"
                : terms.planCode() + "/" + terms.planVersion() + " " + terms.interval() + " " + terms.seats();
    }

    /** As the platform does: on each due day, until nothing is due any more. */
    private void lookUntil(LocalDate day) {
        LocalDate due = rules.dueOn(state, unpaidSince());
        for (int looks = 0; due != null && !due.isAfter(day); looks++) {
            if (looks > MOST_LOOKS) {
                throw new AssertionError("something stays due on " + due);
            }
            take(rules.advance(state, facts(walk.prompt() ? due : day)), walk.prompt() ? due : day);
            due = rules.dueOn(state, unpaidSince());
        }
        take(rules.advance(state, facts(day)), day);
    }

    private void act(Walk.Action action) {
        LocalDate day = action.day();
        try {
            switch (action.kind()) {
                case LOOK -> take(rules.advance(state, facts(day)), day);
                case CHANGE -> take(rules.change(state, action.terms(), facts(day)), day);
                case SEATS -> {
                    Terms base = state.termsAfterBoundary() == null ? state.terms() : state.termsAfterBoundary();
                    take(rules.change(state, base.withSeats(action.number()), facts(day)), day);
                }
                case CANCEL -> take(rules.cancel(state, facts(day)), day);
                case CANCEL_AT_ONCE -> take(rules.cancelAtOnce(state, facts(day)), day);
                case RESUME -> take(rules.resume(state, facts(day)), day);
                case SETTLE -> settle(day);
                case MOVE -> move(action.terms(), day.plusDays(action.number()));
                case SUBSCRIBE -> subscribe(action.terms(), 0, day);
            }
            outcomes.add("done");
        } catch (ProblemException e) {
            outcomes.add(e.code().code());
        }
    }

    private void subscribe(Terms terms, int trialDays, LocalDate day) {
        if (state != null && !state.hasEnded()) {
            return;
        }
        unpaid.clear();
        take(rules.start(terms, walk.autoRenew(), trialDays, day), day);
    }

    private void settle(LocalDate day) {
        if (!unpaid.isEmpty()) {
            unpaid.remove(0);
        }
        take(rules.advance(state, facts(day)), day);
    }

    /** As an operator's statement does it to all subscribers of older versions. */
    private void move(Terms to, LocalDate from) {
        boolean fits = !state.hasEnded()
                && state.terms().planCode().equals(to.planCode())
                && state.terms().planVersion() < to.planVersion()
                && (state.next() == null || state.next().planCode().equals(to.planCode()));
        if (fits) {
            state = States.moving(state, new State.Move(to.planVersion(), from));
        }
    }

    private void take(Step step, LocalDate day) {
        state = step.after();
        if (state.parked() != null) {
            throw new AssertionError("parked: " + state.parked());
        }
        for (DueCharge charge : step.charges()) {
            entries.add(Ledger.Entry.of(charge, walk.decimals()));
            if (walk.prompt() && charge.total().amount().signum() > 0) {
                unpaid.add(day);
            }
        }
    }

    private LocalDate unpaidSince() {
        return unpaid.isEmpty() ? null : unpaid.get(0);
    }

    private SubscriptionRules.Facts facts(LocalDate today) {
        return new SubscriptionRules.Facts(
                today, unpaidSince(), (resource, from, to) -> used(today, resource, from, to));
    }

    /** What was known before a day. */
    private long used(LocalDate today, String resource, LocalDate from, LocalDate to) {
        long sum = 0;
        for (LocalDate day = from == null ? walk.start() : from; day.isBefore(to); day = day.plusDays(1)) {
            for (Walk.Report report : walk.reports(resource, day)) {
                sum += report.knownOn().isBefore(today) || !walk.prompt() ? report.units() : 0;
            }
        }
        return sum;
    }
}
