package org.stoa.subscription.subscription;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.data.Database;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.SubscriptionProblem;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanOffers;
import org.stoa.subscription.plan.PlanVersion;
import org.stoa.subscription.plan.Plans;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.State;
import org.stoa.subscription.rules.Step;
import org.stoa.subscription.rules.SubscriptionRules;
import org.stoa.subscription.rules.SubscriptionRules.Facts;
import org.stoa.subscription.rules.Terms;
import org.stoa.subscription.subscription.SubscriptionStore.ChangedMeanwhileException;
import org.stoa.subscription.subscription.SubscriptionStore.Prepared;

/**
 * Keeps the subscriptions of tenants: reads one, has the rules say what comes of it, and stores that if nobody else has
 * changed it in the meantime. All days are those of the tenant's own clock.
 */
@Component(service = SubscriptionService.class)
public final class SubscriptionService {

    private static final int TRIES = 10;

    private final Database database;
    private final PlanOffers offers;
    private final SubscriptionFacts facts;
    private final OutcomePreview preview;
    private final SubscriptionStore store;

    @Activate
    public SubscriptionService(
            @Reference Database database,
            @Reference Plans plans,
            @Reference PlanOffers offers,
            @Reference SubscriptionFacts facts,
            @Reference OutcomePreview preview) {
        this.database = database;
        this.offers = offers;
        this.facts = facts;
        this.preview = preview;
        this.store = new SubscriptionStore(plans);
    }

    /** @throws ProblemException 404 when the tenant of the call has none that has not ended */
    public SubscriptionView current(CallContext context) {
        return SubscriptionView.of(found(context));
    }

    /** Those of now and before, newest first. */
    public Page<SubscriptionView> list(CallContext context, PageRequest page) {
        List<SubscriptionRow> rows =
                database.read(context, SubscriptionMapper.class, mapper -> mapper.page(context.requireTenant(), page));
        return Page.of(rows, page, SubscriptionRow::id).map(SubscriptionView::of);
    }

    /** What the tenant was charged, newest first. */
    public Page<Charge> charges(CallContext context, PageRequest page) {
        List<ChargeRow> rows = database.read(
                context, SubscriptionMapper.class, mapper -> mapper.charges(context.requireTenant(), page));
        return Page.of(rows, page, ChargeRow::id).map(ChargeRow::charge);
    }

    /**
     * Subscribes the tenant of the call.
     *
     * @param operator whether plans may be taken that tenants do not see, and days of trial be given
     * @throws ProblemException 400 {@code invalid-request}; 409 {@code already-subscribed}, {@code plan-not-offered}
     */
    public SubscriptionOutcome subscribe(
            CallContext context, NewSubscription wanted, boolean operator, boolean simulate) {
        return repeatable(context, simulate, () -> start(context, wanted, operator, simulate));
    }

    private SubscriptionOutcome start(CallContext context, NewSubscription wanted, boolean operator, boolean simulate) {
        if (wanted.trialDays() != null && !operator) {
            throw ProblemException.invalid("trialDays", "can be given by operators only");
        }
        Surroundings around = facts.surroundings(context);
        PlanVersion version = offers.newest(context, wanted.plan(), operator);
        PlanContent content = version.content();
        UUID tenantId = context.requireTenant();
        if (database.read(context, SubscriptionMapper.class, mapper -> mapper.current(tenantId)) != null) {
            throw ProblemException.of(SubscriptionProblem.SUBSCRIBED);
        }
        boolean again = database.read(context, SubscriptionMapper.class, mapper -> mapper.hadAny(tenantId));
        Terms terms = new Terms(
                version.planCode(),
                version.number(),
                wanted.interval() == null ? interval(content) : wanted.interval(),
                wanted.seats() == null ? seats(content, 1) : wanted.seats());
        int trialDays =
                wanted.trialDays() != null ? wanted.trialDays() : Integer.valueOf(again ? 0 : content.trialDays());
        boolean autoRenew = wanted.autoRenew() == null ? content.autoRenew() : wanted.autoRenew();
        SubscriptionRules rules = facts.rules(context);
        Step step = rules.start(terms, autoRenew, trialDays, around.today());
        Prepared prepared = store.prepare(context, null, Ids.next(), step, null, rules, around);
        SubscriptionOutcome outcome = preview.outcome(context, prepared, !simulate);
        return simulate ? outcome : save(context, "subscription.start", prepared, outcome, around);
    }

    /** Without an interval of its own: by the month where that is offered. */
    private static BillingInterval interval(PlanContent content) {
        return content.offers(BillingInterval.MONTHLY) ? BillingInterval.MONTHLY : BillingInterval.YEARLY;
    }

    private static int seats(PlanContent content, int present) {
        return content.seats() == null
                ? 1
                : Math.max(present, Math.max(1, content.seats().included()));
    }

    /**
     * Changes plan, interval or seats, at once or with the next period.
     *
     * @param operator whether a plan may be taken that tenants do not see
     */
    public SubscriptionOutcome change(CallContext context, TermsChange wanted, boolean operator, boolean simulate) {
        if (wanted.plan() == null && wanted.interval() == null && wanted.seats() == null) {
            throw ProblemException.invalid("plan", "is needed, or interval, or seats");
        }
        return command(context, "subscription.change", simulate, (rules, state, known) -> {
            Optional<PlanVersion> target =
                    Optional.ofNullable(wanted.plan()).map(code -> offers.newest(context, code, operator));
            Terms now = state.termsAfterBoundary() == null ? state.terms() : state.termsAfterBoundary();
            String code = target.map(PlanVersion::planCode).orElse(now.planCode());
            int number = target.map(PlanVersion::number).orElse(now.planVersion());
            int included =
                    target.map(version -> seats(version.content(), now.seats())).orElse(now.seats());
            int seats = wanted.seats() == null ? included : wanted.seats();
            BillingInterval interval = wanted.interval() == null ? now.interval() : wanted.interval();
            return rules.change(state, new Terms(code, number, interval, seats), known);
        });
    }

    /**
     * Cancels: with the period or trial, or at once.
     *
     * @param atOnce for operators: unused days are given back
     */
    public SubscriptionOutcome cancel(CallContext context, boolean atOnce, boolean simulate) {
        return command(
                context,
                atOnce ? "subscription.end" : "subscription.cancel",
                simulate,
                (rules, state, known) -> atOnce ? rules.cancelAtOnce(state, known) : rules.cancel(state, known));
    }

    /** Takes a cancellation back, and renews from then on. */
    public SubscriptionOutcome resume(CallContext context, boolean simulate) {
        return command(context, "subscription.resume", simulate, SubscriptionRules::resume);
    }

    /**
     * Lets a parked subscription go on from today; what fell due in the meantime is charged.
     *
     * @throws ProblemException 404; 409 {@code subscription-not-parked}
     */
    public SubscriptionOutcome release(CallContext context, boolean simulate) {
        return command(context, "subscription.release", simulate, (rules, state, known) -> {
            if (state.parked() == null) {
                throw ProblemException.of(SubscriptionProblem.NOT_PARKED);
            }
            return rules.release(state, known);
        });
    }

    /** What a command makes of a state. */
    private interface Command {
        Step apply(SubscriptionRules rules, State state, Facts known);
    }

    private SubscriptionOutcome command(CallContext context, String action, boolean simulate, Command command) {
        return repeatable(context, simulate, () -> execute(context, action, simulate, command));
    }

    private SubscriptionOutcome execute(CallContext context, String action, boolean simulate, Command command) {
        for (int tries = 0; tries < TRIES; tries++) {
            Surroundings around = facts.surroundings(context);
            SubscriptionRules rules = facts.rules(context);
            SubscriptionRow row = found(context);
            LocalDate unpaid = unpaidSince(context, row.id(), around);
            requireNoDoubt(context, row, rules, facts.of(context, around, unpaid));
            Step step = command.apply(rules, row.state(), facts.of(context, around, unpaid));
            Prepared prepared = store.prepare(context, row, row.id(), step, unpaid, rules, around);
            SubscriptionOutcome outcome = preview.outcome(context, prepared, !simulate);
            boolean nothingToDo = step.charges().isEmpty() && step.after().isAs(row.state());
            if (simulate || nothingToDo) {
                return outcome;
            }
            try {
                return save(context, action, prepared, outcome, around);
            } catch (ChangedMeanwhileException e) {
                // what was calculated is out of date: once more, from what the other has made of it
            }
        }
        throw ProblemException.of(SubscriptionProblem.BUSY).withHeader("Retry-After", "1");
    }

    /** Nothing is done to a subscription for which it is not certain what has fallen due: it is parked. */
    private void requireNoDoubt(CallContext context, SubscriptionRow row, SubscriptionRules rules, Facts known) {
        State.Parked parked = rules.advance(row.state(), known).after().parked();
        if (row.doubt() == null && parked != null) {
            park(context, row.id(), parked.doubt(), parked.detail());
            throw ProblemException.of(SubscriptionProblem.PARKED);
        }
    }

    /**
     * Does what has fallen due. Called at least once for each due day, by any number of nodes.
     *
     * @param due the day that is said to have come, or null
     */
    void advance(CallContext context, UUID id, LocalDate due) {
        for (int tries = 0; tries < TRIES; tries++) {
            SubscriptionRow row = find(context, id);
            if (row == null || row.dueOn() == null) {
                return;
            }
            Surroundings around = facts.surroundings(context);
            SubscriptionRules rules = facts.rules(context);
            LocalDate unpaid = unpaidSince(context, id, around);
            Step step = rules.advance(row.state(), facts.of(context, around, unpaid));
            Prepared prepared = store.prepare(context, row, id, step, unpaid, rules, around);
            boolean changed = !step.after().isAs(row.state())
                    || !step.charges().isEmpty()
                    || !row.dueOn().equals(prepared.after().dueOn());
            if (!changed) {
                announceAgain(context, row, due, around);
                return;
            }
            try {
                save(context, "subscription.advance", prepared, null, around);
                return;
            } catch (ChangedMeanwhileException e) {
                // another node was faster: look again whether anything is left to do
            }
        }
        throw new IllegalStateException("subscription " + id + " is being changed without end");
    }

    /** The zone of a tenant was changed so that its day begins later than it was to: the event came too early. */
    private void announceAgain(CallContext context, SubscriptionRow row, LocalDate due, Surroundings around) {
        if (row.dueOn().equals(due) && due.isAfter(around.today())) {
            database.write(context, SubscriptionMapper.class, (mapper, transaction) -> {
                transaction.publish(new SubscriptionFellDue(row.id(), due), around.begin(due));
                return null;
            });
        }
    }

    /** Parks a subscription unless it has ended or is parked already. */
    void park(CallContext context, UUID id, Doubt doubt, String detail) {
        for (int tries = 0; tries < TRIES; tries++) {
            SubscriptionRow row = find(context, id);
            if (row == null || row.endedOn() != null || row.doubt() != null) {
                return;
            }
            Surroundings around = facts.surroundings(context);
            Step step = SubscriptionRules.park(row.state(), doubt, detail);
            Prepared prepared = store.prepare(context, row, id, step, null, facts.rules(context), around);
            try {
                save(context, "subscription.park", prepared, null, around);
                return;
            } catch (ChangedMeanwhileException e) {
                // look again
            }
        }
        throw new IllegalStateException("subscription " + id + " is being changed without end");
    }

    private SubscriptionOutcome save(
            CallContext context, String action, Prepared prepared, SubscriptionOutcome outcome, Surroundings around) {
        return database.write(repeatable(context), SubscriptionMapper.class, (mapper, transaction) -> {
            store.save(mapper, transaction, action, prepared, around);
            return outcome;
        });
    }

    /**
     * What was done before may stand in the way of doing it again: a request that is repeated gets its answer all the same.
     */
    private SubscriptionOutcome repeatable(CallContext context, boolean simulate, Supplier<SubscriptionOutcome> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            if (simulate || context.idempotencyKey() == null) {
                throw e;
            }
            return database.write(repeatable(context), SubscriptionMapper.class, (mapper, transaction) -> {
                throw e;
            });
        }
    }

    /** Whichever try succeeds is the first write of the request. */
    private static CallContext repeatable(CallContext context) {
        IdempotencyKey key = context.idempotencyKey();
        return key == null ? context : context.withIdempotencyKey(new IdempotencyKey(key.key(), key.fingerprint()));
    }

    private LocalDate unpaidSince(CallContext context, UUID id, Surroundings around) {
        return database.read(
                context,
                SubscriptionMapper.class,
                mapper -> mapper.unpaidSince(
                        context.requireTenant(), id, around.zone().getId()));
    }

    private SubscriptionRow find(CallContext context, UUID id) {
        return database.read(context, SubscriptionMapper.class, mapper -> mapper.find(context.requireTenant(), id));
    }

    private SubscriptionRow found(CallContext context) {
        SubscriptionRow row =
                database.read(context, SubscriptionMapper.class, mapper -> mapper.current(context.requireTenant()));
        if (row == null) {
            throw ProblemException.notFound("subscription");
        }
        return row;
    }
}
