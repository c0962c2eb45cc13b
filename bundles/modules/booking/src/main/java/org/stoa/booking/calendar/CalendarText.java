package org.stoa.booking.calendar;

import java.nio.charset.StandardCharsets;

/** Writes content lines (RFC 5545, section 3.1), folded by octets and never within a character. */
final class CalendarText {
    private static final int MAX_OCTETS = 75;

    private final StringBuilder text = new StringBuilder();

    /** @param value as it shall stand there */
    CalendarText line(String name, String value) {
        int octets = 0;
        String line = name + ":" + value;
        for (int index = 0; index < line.length(); ) {
            String character = Character.toString(line.codePointAt(index));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MAX_OCTETS) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += length;
            index += character.length();
        }
        text.append("\r\n");
        return this;
    }

    /** @param value text, of which nothing can be mistaken for more of the calendar; null for no line */
    CalendarText textLine(String name, String value) {
        return value == null ? this : line(name, escaped(value));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("[\\p{Cntrl}&&[^\\t]]", "");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
