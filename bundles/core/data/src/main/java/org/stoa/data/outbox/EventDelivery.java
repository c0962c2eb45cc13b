package org.stoa.data.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Json;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.data.json.StoredJson;
import org.stoa.data.schema.NoTenant;

/** Takes events from the outbox and hands them to listeners, outside of any transaction. */
final class EventDelivery {

    /** A listener that takes longer sees the event again. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration ABSENCE_PAUSE = Duration.ofSeconds(10);
    /** Another node may take the event in the meantime, or the module may just be being enabled. */
    private static final Duration ELSEWHERE_PAUSE = Duration.ofSeconds(1);

    private static final int ERROR_LENGTH = 500;

    private final PlatformDatabase database;
    private final Clock clock;
    private final ServingVersions versions;

    EventDelivery(PlatformDatabase database, Clock clock, ServingVersions versions) {
        this.database = database;
        this.clock = clock;
        this.versions = versions;
    }

    /** An event that is this node's to deliver until the lease ends. */
    record Claimed(StoredEvent event, Instant until) {}

    /** Takes up to {@code limit} due events; of {@code types} only, and of {@code tenants} only, unless that is null. */
    List<Claimed> claim(List<String> types, Collection<UUID> tenants, int limit) {
        Instant now = now();
        Instant until = now.plus(LEASE);
        List<String> ids =
                tenants == null ? null : tenants.stream().map(UUID::toString).toList();
        List<StoredEvent> events = database.write(context(), OutboxMapper.class, (mapper, transaction) -> {
            if (ids == null) {
                mapper.lockOutHolders();
            }
            return mapper.claim(now, until, types, ids, limit);
        });
        return events.stream().map(event -> new Claimed(event, until)).toList();
    }

    /**
     * Hands an event to those of {@code present} that want it, have not had it and are due.
     *
     * @param known every listener the event has to wait for, present or not
     * @return how many handled it
     */
    int deliver(Claimed claimed, Collection<Subscriber> present, Collection<KnownListener> known) {
        StoredEvent event = claimed.event();
        Set<String> delivered = new TreeSet<>(event.deliveredTo());
        Map<String, StoredEvent.Failure> failures = new TreeMap<>(event.failuresByListener());
        Audience audience = Audience.of(event, tenant(event), present, versions, now());
        int handled = 0;
        for (Subscriber listener : audience.listeners()) {
            if (delivered.contains(listener.name()) || !isDue(failures.get(listener.name())) || hasEnded(claimed)) {
                continue;
            }
            if (listener.enter()) {
                try {
                    if (attempt(listener, event, failures)) {
                        delivered.add(listener.name());
                        handled++;
                    }
                } finally {
                    listener.exit();
                }
            }
        }
        Set<String> here = new TreeSet<>(audience.elsewhere());
        audience.listeners().forEach(listener -> here.add(listener.name()));
        audience.unwanted().stream().filter(name -> !failures.containsKey(name)).forEach(delivered::add);
        Set<String> waiting = new TreeSet<>(here);
        waiting.addAll(audience.asleep());
        waiting.addAll(audience.unwanted());
        known.stream()
                .filter(listener -> listener.eventType().equals(event.type()))
                .forEach(listener -> waiting.add(listener.name()));
        waiting.removeAll(delivered);
        settle(claimed, delivered, failures, waiting, audience);
        return handled;
    }

    private boolean isDue(StoredEvent.Failure failure) {
        return failure == null || !failure.nextAttemptAt().isAfter(now());
    }

    private boolean hasEnded(Claimed claimed) {
        return !now().isBefore(claimed.until());
    }

    private boolean attempt(Subscriber listener, StoredEvent event, Map<String, StoredEvent.Failure> failures) {
        StoredEvent.Failure previous = failures.remove(listener.name());
        try {
            listener.deliver(event, tenant(event));
            if (previous != null) {
                LOG.info(
                        "{} has handled the event {} {} after {} failures.",
                        listener.name(),
                        event.type(),
                        event.id(),
                        previous.attempts());
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            failures.put(listener.name(), failure(listener.name(), event, previous, e));
            return false;
        }
    }

    private StoredEvent.Failure failure(
            String listener, StoredEvent event, StoredEvent.Failure previous, Throwable cause) {
        int attempts = previous == null ? 1 : previous.attempts() + 1;
        Duration pause = pauseAfter(attempts);
        String text = cause.toString();
        String error = text.substring(0, Math.min(text.length(), ERROR_LENGTH)).replace('\0', ' ');
        if (previous == null || !previous.error().equals(error)) {
            LOG.warn(
                    "{} failed on the event {} {}; it is tried again in {} s and with growing pauses.",
                    listener,
                    event.type(),
                    event.id(),
                    pause.toSeconds(),
                    cause);
        }
        return new StoredEvent.Failure(attempts, now().plus(pause), error);
    }

    /** Doubles with every failure. */
    static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void settle(
            Claimed claimed,
            Set<String> delivered,
            Map<String, StoredEvent.Failure> failures,
            Set<String> waiting,
            Audience audience) {
        database.write(context(), OutboxMapper.class, (mapper, transaction) -> {
            if (waiting.isEmpty() && !isAwaited(claimed.event(), delivered)) {
                mapper.delete(claimed.event());
            } else {
                Instant next = waiting.stream()
                        .map(listener ->
                                nextAttempt(failures.get(listener), pause(claimed.event(), listener, audience)))
                        .min(Instant::compareTo)
                        .orElseGet(() -> now().plus(absencePause(claimed.event())));
                mapper.postpone(
                        claimed.event(),
                        claimed.until(),
                        new ArrayList<>(delivered),
                        new Json(StoredJson.OWN.write(failures)),
                        next);
            }
            return null;
        });
    }

    /** What was stored for a later time waits for the bundle that stored it, however long that was removed. */
    private static boolean isAwaited(StoredEvent event, Set<String> delivered) {
        return event.dueAt() != null && delivered.isEmpty();
    }

    private Duration pause(StoredEvent event, String listener, Audience audience) {
        boolean young = event.occurredAt().plus(Audience.START_LIMIT).isAfter(now());
        if (audience.elsewhere().contains(listener) || audience.asleep().contains(listener) && young) {
            return ELSEWHERE_PAUSE;
        }
        boolean present = audience.listeners().stream()
                .anyMatch(candidate -> candidate.name().equals(listener));
        return present ? Duration.ZERO : absencePause(event);
    }

    /** Grows with the age of the event: what waits for a bundle that was removed must not keep the database busy. */
    private Duration absencePause(StoredEvent event) {
        Duration share = Duration.between(event.occurredAt(), now()).dividedBy(4);
        Duration pause = share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
        return pause.compareTo(ABSENCE_PAUSE) < 0 ? ABSENCE_PAUSE : pause;
    }

    private Instant nextAttempt(StoredEvent.Failure failure, Duration pause) {
        Instant earliest = now().plus(pause);
        return failure == null || failure.nextAttemptAt().isBefore(earliest) ? earliest : failure.nextAttemptAt();
    }

    private static UUID tenant(StoredEvent event) {
        return event.tenantId().equals(NoTenant.ID) ? null : event.tenantId();
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static CallContext context() {
        return CallContext.system(null, "outbox");
    }
}
