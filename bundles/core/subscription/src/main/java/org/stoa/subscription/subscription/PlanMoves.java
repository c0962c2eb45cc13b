package org.stoa.subscription.subscription;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanVersion;
import org.stoa.subscription.plan.Plans;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.DoubtException;
import org.stoa.subscription.rules.State;
import org.stoa.subscription.rules.SubscriptionRules;
import org.stoa.subscription.rules.Terms;

/**
 * Moves subscribers to another version of their plan. Nothing else ever does: each is moved with its first period that begins
 * on a day or later, and is charged by the old version until then.
 */
@Component(service = PlanMoves.class)
public final class PlanMoves {

    private static final String VERSION = "subscription.plan_version";

    private final PlatformDatabase database;
    private final Plans plans;
    private final SubscriptionSettings settings;
    private final Clock clock;

    @Activate
    public PlanMoves(
            @Reference PlatformDatabase database, @Reference Plans plans, @Reference SubscriptionSettings settings) {
        this(database, plans, settings, Clock.systemUTC());
    }

    PlanMoves(PlatformDatabase database, Plans plans, SubscriptionSettings settings, Clock clock) {
        this.database = database;
        this.plans = plans;
        this.settings = settings;
        this.clock = clock;
    }

    /** Why somebody is not moved. */
    public enum Obstacle {
        /** It is already to have another plan from its next period on, or an interval that the version does not offer. */
        OTHER_CHANGE,
        INTERVAL_NOT_OFFERED,
        OTHER_CURRENCY,
        PARKED,
        /** Its own version is not there. */
        VERSION_MISSING
    }

    /**
     * Somebody who would be moved.
     *
     * @param movesOn the day on which its first period of the new version begins; null when it is not moved
     * @param before what a period costs in advance now: base and seats
     * @param after the same in the new version; null when it cannot be had
     * @param obstacle why it is not moved, or null
     */
    public record Moved(
            UUID tenantId,
            UUID subscriptionId,
            int planVersion,
            BillingInterval interval,
            int seats,
            LocalDate movesOn,
            Money before,
            Money after,
            Obstacle obstacle) {}

    /** @param moved how many subscriptions were given the new version and day */
    public record MoveOutcome(String planCode, int number, LocalDate from, int moved) {}

    /**
     * What moving would do to each subscriber of an older version, newest first. Changes nothing.
     *
     * @param from null for the next period of each
     */
    public Page<Moved> simulate(CallContext context, String code, int number, LocalDate from, PageRequest page) {
        PlanContent target = published(context, code, number);
        LocalDate day = from == null ? today() : from;
        List<SubscriptionRow> rows = database.read(
                platform(context), PlatformSubscriptionMapper.class, mapper -> mapper.subscribers(code, number, page));
        Map<Integer, PlanContent> contents = contents(context, code);
        SubscriptionRules rules = new SubscriptionRules(
                (plan, version) -> {
                    PlanContent content = contents.get(version);
                    if (content == null) {
                        throw new DoubtException(Doubt.VERSION_MISSING, "version " + version + " is not there");
                    }
                    return content;
                },
                settings.dunning());
        return Page.of(rows, page, SubscriptionRow::id)
                .map(row -> moved(row, target, number, day, contents.get(row.planVersion()), rules));
    }

    private static Moved moved(
            SubscriptionRow row,
            PlanContent target,
            int number,
            LocalDate from,
            PlanContent present,
            SubscriptionRules rules) {
        State state = row.state();
        Obstacle obstacle = obstacle(state, target, present);
        Terms terms = state.terms();
        boolean offered = target.offers(terms.interval());
        return new Moved(
                row.tenantId(),
                row.id(),
                terms.planVersion(),
                terms.interval(),
                terms.seats(),
                obstacle == null ? movesOn(state, from) : null,
                present == null ? null : rules.recurring(terms),
                offered ? rules.recurring(terms.withVersion(number)) : null,
                obstacle);
    }

    private static Obstacle obstacle(State state, PlanContent target, PlanContent present) {
        Terms next = state.next();
        if (state.parked() != null) {
            return Obstacle.PARKED;
        }
        if (present == null) {
            return Obstacle.VERSION_MISSING;
        }
        if (!present.currency().equals(target.currency())) {
            return Obstacle.OTHER_CURRENCY;
        }
        if (!target.offers(state.terms().interval())) {
            return Obstacle.INTERVAL_NOT_OFFERED;
        }
        boolean otherwise =
                next != null && (!next.planCode().equals(state.terms().planCode()) || !target.offers(next.interval()));
        return otherwise ? Obstacle.OTHER_CHANGE : null;
    }

    private static LocalDate movesOn(State state, LocalDate from) {
        LocalDate start = state.boundary();
        LocalDate anchor = state.anchor() == null ? start : state.anchor();
        BillingInterval interval = state.terms().interval();
        for (int i = state.anchor() == null ? 0 : state.periodNumber() + 1; start.isBefore(from); i++) {
            start = BillingPeriod.of(anchor, interval, i).end();
        }
        return start;
    }

    /**
     * Has all subscribers of older versions moved that nothing stands in the way of. Repeating it changes nothing; with
     * another day it puts that in place of the one before.
     *
     * @param from null for the next period of each
     * @throws ProblemException 400 {@code invalid-request} for a day in the past; 404
     */
    public MoveOutcome move(CallContext context, String code, int number, LocalDate from) {
        PlanContent target = published(context, code, number);
        LocalDate day = from == null ? today() : from;
        if (day.isBefore(today())) {
            throw ProblemException.invalid("from", "must not be in the past");
        }
        List<String> versions = contents(context, code).entrySet().stream()
                .filter(entry -> entry.getValue().currency().equals(target.currency()))
                .map(entry -> entry.getKey().toString())
                .toList();
        List<String> intervals = Arrays.stream(BillingInterval.values())
                .filter(target::offers)
                .map(Enum::name)
                .toList();
        return database.write(platform(context), PlatformSubscriptionMapper.class, (mapper, transaction) -> {
            int moved = mapper.move(
                    code, number, day, versions, intervals, clock.instant().truncatedTo(ChronoUnit.MICROS));
            MoveOutcome outcome = new MoveOutcome(code, number, day, moved);
            transaction.audit(new AuditEntry("plan.move", VERSION, code + "/" + number, null, outcome));
            return outcome;
        });
    }

    /** Lets those stay on their version that were to be moved and have not been yet. */
    public MoveOutcome stay(CallContext context, String code, int number) {
        published(context, code, number);
        return database.write(platform(context), PlatformSubscriptionMapper.class, (mapper, transaction) -> {
            int stay = mapper.stay(code, number, clock.instant().truncatedTo(ChronoUnit.MICROS));
            MoveOutcome outcome = new MoveOutcome(code, number, null, stay);
            transaction.audit(new AuditEntry("plan.stay", VERSION, code + "/" + number, null, outcome));
            return outcome;
        });
    }

    private Map<Integer, PlanContent> contents(CallContext context, String code) {
        Map<Integer, PlanContent> contents = new HashMap<>();
        plans.versions(context, code).stream()
                .filter(version -> version.status() == PlanVersion.Status.PUBLISHED)
                .forEach(version -> contents.put(version.number(), version.content()));
        return contents;
    }

    private PlanContent published(CallContext context, String code, int number) {
        return plans.published(context, code, number)
                .map(PlanVersion::content)
                .orElseThrow(() -> ProblemException.notFound("published version of the plan"));
    }

    private static CallContext platform(CallContext context) {
        return context.withTenant(null).withIdempotencyKey(null);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
