package org.stoa.booking.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A VEVENT as it was read: its properties by name, as text. */
final class CalendarEvent {
    private final Map<String, List<Property>> properties = new HashMap<>();

    /**
     * A content line.
     *
     * @param tzid value of its parameter TZID, or null
     */
    record Property(String value, String tzid) {
        boolean isDate() {
            return value.length() == 8;
        }
    }

    void add(String name, Property property) {
        properties.computeIfAbsent(name, key -> new ArrayList<>()).add(property);
    }

    List<Property> all(String name) {
        return properties.getOrDefault(name, List.of());
    }

    /** The first of a name, or null. */
    Property first(String name) {
        List<Property> all = all(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /** The value of the first of a name, or "". */
    String text(String name) {
        Property first = first(name);
        return first == null ? "" : first.value();
    }

    String uid() {
        return text("UID");
    }

    /** Whether it takes no time: cancelled, or marked as free. */
    boolean isFree() {
        return text("STATUS").equalsIgnoreCase("CANCELLED")
                || text("TRANSP").equalsIgnoreCase("TRANSPARENT")
                || text("X-MICROSOFT-CDO-BUSYSTATUS").equalsIgnoreCase("FREE");
    }
}
