package org.stoa.subscription.usage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stoa.api.data.Database;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.usage.EventColumns.Placed;
import org.stoa.subscription.usage.EventResult.LimitReached;
import org.stoa.subscription.usage.UsageEventMapper.EventKey;
import org.stoa.subscription.usage.UsageEventMapper.Metered;
import org.stoa.subscription.usage.UsageEventMapper.Stored;

/**
 * Takes reports of what tenants have used. All events of a report that can be counted are, in one transaction; the others
 * are refused one by one, leave nothing behind and may be reported again. An event that was counted is known by source
 * and id, and never counts again.
 */
@Component(service = UsageEvents.class, configurationPid = "org.stoa.subscription")
public final class UsageEvents {

    private static final String DIFFERS = "event-differs";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What the platform itself counts. */
    private static final Set<String> OWN = Set.of(ApiCalls.RESOURCE, "users", "profiles");

    private final Database database;
    private final TenantService tenants;
    private final Supplier<Stream<String>> ofModules;
    private final EventRules rules;
    private final Clock clock;
    private volatile TenantClock tenantClock;

    /** Configuration {@code org.stoa.subscription}. */
    public @interface Config {
        /** How long after its end a month takes events that happened in it, in hours. */
        int events_graceHours() default 48;

        /** How long after it happened an event is taken at all, in days. */
        int events_oldestDays() default 35;

        /** How far the clocks of clients may be ahead, in minutes. */
        int events_aheadMinutes() default 5;
    }

    @Activate
    public UsageEvents(
            @Reference Database database,
            @Reference TenantService tenants,
            @Reference ModuleRegistry modules,
            Config config) {
        this(
                database,
                tenants,
                () -> modules.installed().stream().flatMap(module -> module.meteredResources().stream()),
                new EventRules(
                        Duration.ofHours(config.events_graceHours()),
                        Duration.ofDays(config.events_oldestDays()),
                        Duration.ofMinutes(config.events_aheadMinutes())),
                Clock.systemUTC());
    }

    /** @param ofModules resources that modules count themselves */
    UsageEvents(
            Database database,
            TenantService tenants,
            Supplier<Stream<String>> ofModules,
            EventRules rules,
            Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.ofModules = ofModules;
        this.rules = rules;
        this.clock = clock;
    }

    /** Without it, it is the real time for everybody. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setTenantClock(TenantClock service) {
        tenantClock = service;
    }

    void unsetTenantClock(TenantClock service) {
        if (tenantClock == service) {
            tenantClock = null;
        }
    }

    /** Counts what was reported for the tenant of the call; says of each event what became of it. */
    public ReportResult report(CallContext context, List<UsageEvent> reported) {
        TenantClock ofTenants = tenantClock;
        Instant now = ofTenants == null ? clock.instant() : ofTenants.now(context);
        ZoneId zone = ofTenants == null ? zone(context) : ofTenants.zone(context);
        List<UsageEvent> events = reported.stream().map(UsageEvents::rounded).toList();
        Set<String> metered = Stream.concat(OWN.stream(), ofModules.get()).collect(Collectors.toSet());
        EventResult[] results = new EventResult[events.size()];
        Map<EventKey, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < results.length; i++) {
            UsageEvent event = events.get(i);
            List<FieldError> errors = rules.violations(event, now, metered);
            if (errors.isEmpty()) {
                first.putIfAbsent(key(event), i);
            } else {
                results[i] = EventResult.refused(
                        event, CommonProblem.INVALID_REQUEST.code(), "This event breaks rules; see errors.", errors);
            }
        }
        List<Placed> placed = first.values().stream()
                .map(events::get)
                .map(event -> new Placed(event, rules.place(event, now, zone)))
                .toList();
        Map<EventKey, EventResult> stored = placed.isEmpty() ? Map.of() : store(context, placed, now);
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                UsageEvent event = events.get(i);
                EventKey key = key(event);
                UsageEvent earlier = events.get(first.get(key));
                results[i] = first.get(key) == i ? stored.get(key) : again(event, earlier, stored.get(key));
            }
        }
        return ReportResult.of(Arrays.asList(results));
    }

    /** What becomes of an event whose source and id came earlier in the same report. */
    private static EventResult again(UsageEvent event, UsageEvent earlier, EventResult result) {
        if (!event.equals(earlier)) {
            return differs(event);
        }
        return result.outcome() == EventResult.Outcome.COUNTED
                ? EventResult.known(event, result.countedAt(), result.late())
                : result;
    }

    private Map<EventKey, EventResult> store(CallContext context, List<Placed> placed, Instant now) {
        List<EventResult> results = database.write(context, UsageEventMapper.class, (mapper, transaction) -> {
            UUID tenantId = context.requireTenant();
            Set<EventKey> added = new HashSet<>(mapper.insert(tenantId, EventColumns.of(placed), now));
            List<Placed> fresh = placed.stream()
                    .filter(one -> added.contains(key(one.event())))
                    .toList();
            List<Placed> others = placed.stream()
                    .filter(one -> !added.contains(key(one.event())))
                    .toList();
            List<EventResult> both = new ArrayList<>();
            if (!fresh.isEmpty()) {
                both.addAll(count(mapper, tenantId, fresh));
            }
            if (!others.isEmpty()) {
                both.addAll(compare(mapper, tenantId, others));
            }
            return both;
        });
        Map<EventKey, EventResult> byKey = new HashMap<>();
        results.forEach(result -> byKey.put(new EventKey(result.source(), result.id()), result));
        return byKey;
    }

    private static List<EventResult> count(UsageEventMapper mapper, UUID tenantId, List<Placed> fresh) {
        List<EventResult> results = new ArrayList<>();
        List<Placed> refused = new ArrayList<>();
        for (Metered metered : mapper.count(EventColumns.of(fresh))) {
            Placed one = fresh.get(metered.place() - 1);
            if (metered.refusal() == null) {
                results.add(EventResult.counted(
                        one.event(),
                        one.placement().countedAt(),
                        one.placement().late()));
            } else {
                refused.add(one);
                results.add(EventResult.beyond(one.event(), limit(metered)));
            }
        }
        if (!refused.isEmpty()) {
            mapper.forget(tenantId, EventColumns.of(refused));
        }
        return results;
    }

    private static List<EventResult> compare(UsageEventMapper mapper, UUID tenantId, List<Placed> others) {
        Map<EventKey, UsageEvent> events = new HashMap<>();
        others.forEach(one -> events.put(key(one.event()), one.event()));
        List<EventResult> results = new ArrayList<>();
        for (Stored stored : mapper.stored(tenantId, EventColumns.of(others))) {
            UsageEvent event = events.get(new EventKey(stored.source(), stored.id()));
            results.add(stored.same() ? EventResult.known(event, stored.countedAt(), stored.late()) : differs(event));
        }
        return results;
    }

    private static EventResult differs(UsageEvent event) {
        return EventResult.refused(
                event,
                DIFFERS,
                "There is another event of this source with this id. Give each event its own.",
                List.of());
    }

    private static LimitReached limit(Metered metered) {
        try {
            return JSON.readValue(metered.refusal().text(), LimitReached.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("data.try_meter says something unknown: " + metered.refusal(), e);
        }
    }

    private static EventKey key(UsageEvent event) {
        return new EventKey(event.source(), event.id());
    }

    /** To what PostgreSQL keeps. */
    private static UsageEvent rounded(UsageEvent event) {
        Instant usedAt = event.usedAt() == null ? null : event.usedAt().truncatedTo(ChronoUnit.MICROS);
        return new UsageEvent(event.id(), event.source(), event.resource(), event.units(), usedAt, event.attributes());
    }

    private ZoneId zone(CallContext context) {
        String timezone =
                tenants.get(context, context.requireTenant().toString()).timezone();
        return ZoneId.of(timezone);
    }
}
