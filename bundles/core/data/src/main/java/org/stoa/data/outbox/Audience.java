package org.stoa.data.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who on this node is to have one event. Of listeners with the same name one at most: of a bundle that runs in several
 * versions, that of the version which serves the event's tenant.
 *
 * @param listeners who is to have it here
 * @param elsewhere names of listeners that are here in a version that does not serve the tenant: another node, or this
 *     one a little later, has the version that does
 * @param asleep names of listeners of modules that the tenant does not have enabled, for what was stored for later, and for
 *     the modules' own events
 * @param unwanted names of listeners that the version which serves the tenant does not have, or of modules that the tenant
 *     does not have enabled
 */
record Audience(List<Subscriber> listeners, Set<String> elsewhere, Set<String> asleep, Set<String> unwanted) {

    /** How long a version that serves a tenant may take until its listeners are there. */
    static final Duration START_LIMIT = Duration.ofMinutes(1);

    /**
     * Finds it.
     *
     * @param tenantId null when the event belongs to the platform
     */
    static Audience of(
            StoredEvent event, UUID tenantId, Collection<Subscriber> present, ServingVersions versions, Instant now) {
        Map<String, List<Subscriber>> byName = new TreeMap<>();
        present.stream()
                .filter(subscriber -> subscriber.eventType().equals(event.type()))
                .forEach(subscriber -> byName.computeIfAbsent(subscriber.name(), name -> new ArrayList<>())
                        .add(subscriber));
        boolean old = event.occurredAt().plus(START_LIMIT).isBefore(now);
        Audience audience = new Audience(new ArrayList<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        byName.forEach((name, candidates) -> {
            String bundle = candidates.get(candidates.size() - 1).bundle();
            if (isOff(bundle, event, tenantId, versions)) {
                (isForLater(bundle, event) ? audience.asleep : audience.unwanted).add(name);
            } else {
                audience.choose(name, candidates, versions, tenantId, old);
            }
        });
        return audience;
    }

    /** What a module tells itself is part of its work, which it goes on with when it is on again. */
    private static boolean isForLater(String bundle, StoredEvent event) {
        String module = bundle.substring(bundle.lastIndexOf('.') + 1);
        return event.dueAt() != null || event.type().startsWith(module + ".");
    }

    private static boolean isOff(String bundle, StoredEvent event, UUID tenantId, ServingVersions versions) {
        return tenantId != null
                && versions.isManaged(bundle)
                && !versions.isEnabled(bundle, tenantId, event.occurredAt());
    }

    private void choose(
            String name, List<Subscriber> candidates, ServingVersions versions, UUID tenantId, boolean old) {
        Subscriber latest = candidates.get(candidates.size() - 1);
        String bundle = latest.bundle();
        if (!versions.isManaged(bundle)) {
            listeners.add(latest);
            return;
        }
        String serving = versions.serving(bundle, tenantId);
        for (Subscriber candidate : candidates) {
            if (candidate.bundle().equals(bundle) && candidate.version().equals(serving)) {
                listeners.add(candidate);
                return;
            }
        }
        if (old && serving != null && versions.isRunning(bundle, serving)) {
            unwanted.add(name);
        } else {
            elsewhere.add(name);
        }
    }
}
