package org.stoa.billing.document;

import java.util.Locale;
import java.util.Map;

/** Codes of UN/ECE recommendation 20 for units that people name. */
final class Units {
    /** One, of whatever it is. */
    static final String ONE = "C62";

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("h", "HUR"),
            Map.entry("hour", "HUR"),
            Map.entry("hours", "HUR"),
            Map.entry("stunde", "HUR"),
            Map.entry("stunden", "HUR"),
            Map.entry("minute", "MIN"),
            Map.entry("minutes", "MIN"),
            Map.entry("minuten", "MIN"),
            Map.entry("day", "DAY"),
            Map.entry("days", "DAY"),
            Map.entry("tag", "DAY"),
            Map.entry("tage", "DAY"),
            Map.entry("week", "WEE"),
            Map.entry("woche", "WEE"),
            Map.entry("month", "MON"),
            Map.entry("months", "MON"),
            Map.entry("monat", "MON"),
            Map.entry("monate", "MON"),
            Map.entry("year", "ANN"),
            Map.entry("jahr", "ANN"),
            Map.entry("kg", "KGM"),
            Map.entry("g", "GRM"),
            Map.entry("km", "KMT"),
            Map.entry("m", "MTR"),
            Map.entry("l", "LTR"));

    private Units() {}

    /** @param unit in words, or null */
    static String codeOf(String unit) {
        return unit == null ? ONE : CODES.getOrDefault(unit.strip().toLowerCase(Locale.ROOT), ONE);
    }
}
