package org.stoa.subscription.usage;

import java.util.List;
import java.util.function.Function;
import org.stoa.subscription.usage.EventRules.Placement;

/** Events as columns of texts, so that however many take one statement. */
record EventColumns(
        List<String> sources,
        List<String> ids,
        List<String> resources,
        List<String> units,
        List<String> usedAt,
        List<String> attributes,
        List<String> countedAt,
        List<String> late) {

    /** An event that breaks no rule, and when it counts. */
    record Placed(UsageEvent event, Placement placement) {}

    static EventColumns of(List<Placed> events) {
        return new EventColumns(
                column(events, placed -> placed.event().source()),
                column(events, placed -> placed.event().id()),
                column(events, placed -> placed.event().resource()),
                column(events, placed -> placed.event().units()),
                column(events, placed -> placed.event().usedAt()),
                column(events, placed -> placed.event().attributes().text()),
                column(events, placed -> placed.placement().countedAt()),
                column(events, placed -> placed.placement().late()));
    }

    private static List<String> column(List<Placed> events, Function<Placed, Object> value) {
        return events.stream().map(value).map(Object::toString).toList();
    }
}
