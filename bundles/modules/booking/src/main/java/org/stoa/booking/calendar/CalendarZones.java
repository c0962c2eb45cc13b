package org.stoa.booking.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarParserImpl;

/** Time zones as calendars name them: by IANA, or by Windows, of which the library has a list. */
final class CalendarZones {
    private static final String LIST = "/net/fortuna/ical4j/transform/compliance/msTimezones";
    private static final Map<String, String> WINDOWS = windows();

    private CalendarZones() {}

    /** @throws IllegalArgumentException with a message for people when nobody knows it */
    static ZoneId of(String tzid) {
        String name = tzid.replace("\"", "").strip();
        // Some programs put a prefix of their own before it, such as /freeassociation.sourceforge.net/Europe/Berlin.
        String tail = name.startsWith("/") ? name.replaceFirst("^/[^/]*/", "") : name;
        try {
            return ZoneId.of(WINDOWS.getOrDefault(tail, tail));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("names the unknown time zone " + name, e);
        }
    }

    private static Map<String, String> windows() {
        Map<String, String> zones = new HashMap<>();
        try (InputStream in = CalendarParserImpl.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("[;=]");
                if (parts.length == 3) {
                    zones.put(parts[0].strip(), parts[2].strip());
                    zones.put(parts[1].strip(), parts[2].strip());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the library's list of time zones cannot be read", e);
        }
        return zones;
    }
}
