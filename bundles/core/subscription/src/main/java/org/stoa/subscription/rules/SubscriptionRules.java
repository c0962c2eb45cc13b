package org.stoa.subscription.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.subscription.SubscriptionProblem;
import org.stoa.subscription.plan.PlanContent;

/**
 * The rules of a subscription, as {@code docs/subscriptions.md} has them: from a state and a command, or a day, to the next
 * state and what falls due. Every command first does what has fallen due by its day.
 */
public final class SubscriptionRules {

    private final Versions versions;
    private final Dunning dunning;

    public SubscriptionRules(Versions versions, Dunning dunning) {
        this.versions = versions;
        this.dunning = dunning;
    }

    /** What is known of the world when a rule is applied. */
    public record Facts(LocalDate today, LocalDate unpaidSince, MeteredUse use) {}

    /**
     * Begins a subscription.
     *
     * @param trialDays 0 to be charged at once
     */
    public Step start(Terms terms, boolean autoRenew, int trialDays, LocalDate today) {
        LocalDate trialEnd = trialDays == 0 ? null : today.plusDays(trialDays);
        State fresh = new State(
                terms,
                Status.TRIALING,
                autoRenew,
                false,
                today,
                trialEnd,
                null,
                0,
                null,
                null,
                null,
                null,
                0,
                today,
                null,
                null,
                null);
        Transition transition = new Transition(fresh, versions, MeteredUse.NONE, dunning, null);
        return sure(() -> {
            checkOffered(terms);
            if (trialEnd == null) {
                transition.begin(today);
            }
            return transition.step();
        });
    }

    /** Does what has fallen due. What cannot be done for sure parks the subscription, and nothing is charged. */
    public Step advance(State state, Facts facts) {
        if (state.hasEnded() || state.parked() != null) {
            return new Step(state, List.of());
        }
        Transition transition = transition(state, facts);
        try {
            transition.advance(facts.today());
            return transition.step();
        } catch (DoubtException e) {
            return park(state, e.doubt(), e.getMessage());
        } catch (ArithmeticException | IllegalArgumentException e) {
            return park(state, Doubt.AMOUNT_TOO_LARGE, e.getMessage());
        }
    }

    /**
     * Changes the terms: at once when the interval becomes longer, or stays and the price does not fall, or nothing has been
     * charged yet; otherwise from the next period on.
     */
    public Step change(State state, Terms wanted, Facts facts) {
        return apply(state, facts, transition -> {
            checkOffered(wanted);
            State now = transition.step().after();
            if (now.cancelled()) {
                throw ProblemException.of(SubscriptionProblem.CANCELLED);
            }
            PlanContent present =
                    versions.get(now.terms().planCode(), now.terms().planVersion());
            PlanContent future = versions.get(wanted.planCode(), wanted.planVersion());
            if (now.anchor() != null && !present.currency().equals(future.currency())) {
                throw ProblemException.of(SubscriptionProblem.OTHER_CURRENCY, present.currency(), future.currency());
            }
            if (!isAtOnce(now, wanted)) {
                transition.plan(wanted);
            } else if (now.status() == Status.PAST_DUE) {
                throw ProblemException.of(SubscriptionProblem.UNPAID);
            } else {
                transition.change(wanted, now.seenOn());
            }
        });
    }

    private boolean isAtOnce(State now, Terms wanted) {
        Terms terms = now.terms();
        if (now.anchor() == null) {
            return true;
        }
        if (wanted.interval() != terms.interval()) {
            return wanted.interval().months() > terms.interval().months();
        }
        return recurring(wanted).compareTo(recurring(terms)) >= 0 && !wanted.equals(terms);
    }

    /** Ends with the period or the trial. */
    public Step cancel(State state, Facts facts) {
        return apply(state, facts, Transition::cancel);
    }

    /** Ends today; unused days are given back. */
    public Step cancelAtOnce(State state, Facts facts) {
        return apply(
                state,
                facts,
                transition -> transition.end(transition.step().after().seenOn(), EndReason.CANCELLED));
    }

    /** Goes on after the period or trial after all. */
    public Step resume(State state, Facts facts) {
        return apply(state, facts, Transition::resume);
    }

    /** Lets a parked subscription go on, from today. */
    public Step release(State state, Facts facts) {
        return advance(state.seen(facts.today()), facts);
    }

    /** Stops charging until somebody has looked. */
    public static Step park(State state, Doubt doubt, String detail) {
        return new Step(state.parked(new State.Parked(doubt, detail)), List.of());
    }

    /** The next day on which something falls due, or null when nothing will. */
    public LocalDate dueOn(State state, LocalDate unpaidSince) {
        if (state.hasEnded() || state.parked() != null) {
            return null;
        }
        LocalDate overdue = state.status() == Status.PAST_DUE ? null : dunning.overdueOn(unpaidSince);
        return Stream.of(state.boundary(), overdue, dunning.lapsesOn(unpaidSince))
                .filter(day -> day != null)
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    /** What a period on these terms costs in advance: base and seats. */
    public Money recurring(Terms terms) {
        return Prices.of(terms, versions).recurring();
    }

    private Step apply(State state, Facts facts, Consumer<Transition> command) {
        if (state.parked() != null) {
            throw ProblemException.of(SubscriptionProblem.PARKED);
        }
        Transition transition = transition(state, facts);
        return sure(() -> {
            if (!state.hasEnded()) {
                transition.advance(facts.today());
            }
            State now = transition.step().after();
            if (now.hasEnded()) {
                throw ProblemException.of(SubscriptionProblem.ENDED);
            }
            if (!now.boundary().isAfter(facts.today())) {
                throw ProblemException.of(SubscriptionProblem.BEHIND);
            }
            command.accept(transition);
            return transition.step();
        });
    }

    private interface Work {
        Step run();
    }

    /** What somebody asks for and is not sure to be right is refused. */
    private static Step sure(Work work) {
        try {
            return work.run();
        } catch (DoubtException e) {
            throw ProblemException.of(SubscriptionProblem.DOUBTFUL, e.getMessage());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw ProblemException.of(SubscriptionProblem.DOUBTFUL, e.getMessage());
        }
    }

    private Transition transition(State state, Facts facts) {
        return new Transition(state, versions, facts.use(), dunning, facts.unpaidSince());
    }

    private void checkOffered(Terms terms) {
        PlanContent content = versions.get(terms.planCode(), terms.planVersion());
        if (!content.offers(terms.interval())) {
            throw ProblemException.invalid("interval", "is not offered by the plan " + terms.planCode());
        }
        if (terms.seats() != 1 && content.seats() == null) {
            throw ProblemException.invalid("seats", "must be left out, because the plan has no seats");
        }
    }
}
