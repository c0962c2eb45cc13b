package org.stoa.booking.calendar;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import org.stoa.api.rest.ProblemException;

/**
 * Takes the events out of a calendar. The library's parser tells what it comes across; its model of a calendar is left
 * alone, as it adds the calendar's time zones to those of the whole Java machine.
 */
final class CalendarReader implements ContentHandler {
    private static final int MAX_EVENTS = 10_000;

    private final Deque<String> components = new ArrayDeque<>();
    private final List<CalendarEvent> events = new ArrayList<>();
    private CalendarEvent event;
    private String property;
    private String value;
    private String tzid;

    private CalendarReader() {}

    /** @throws ProblemException 400 {@code invalid-request} that names {@code body} */
    static List<CalendarEvent> read(String text) {
        CalendarReader reader = new CalendarReader();
        try {
            new CalendarParserImpl().parse(new UnfoldingReader(new StringReader(text), true), reader);
        } catch (ParserException | IOException | RuntimeException e) {
            if (e instanceof ProblemException problem) {
                throw problem;
            }
            throw ProblemException.invalid(
                    "body", "must be a calendar as RFC 5545 describes it, from BEGIN:VCALENDAR to END:VCALENDAR");
        }
        return reader.events;
    }

    @Override
    public void startCalendar() {}

    @Override
    public void endCalendar() {}

    @Override
    public void startComponent(String name) {
        components.push(name.toUpperCase(Locale.ROOT));
        if (components.size() == 1 && components.peek().equals("VEVENT")) {
            event = new CalendarEvent();
        }
    }

    @Override
    public void endComponent(String name) {
        components.pop();
        if (components.isEmpty() && event != null) {
            if (events.size() == MAX_EVENTS) {
                throw ProblemException.invalid("body", "must have at most " + MAX_EVENTS + " events");
            }
            events.add(event);
            event = null;
        }
    }

    @Override
    public void startProperty(String name) {
        property = name.toUpperCase(Locale.ROOT);
        value = null;
        tzid = null;
    }

    @Override
    public void parameter(String name, String text) {
        if (name.equalsIgnoreCase("TZID")) {
            tzid = text;
        }
    }

    @Override
    public void propertyValue(String text) {
        value = text;
    }

    @Override
    public void endProperty(String name) {
        // What belongs to an alarm within the event is none of its properties.
        if (event != null && components.size() == 1 && value != null) {
            event.add(property, new CalendarEvent.Property(value.strip(), tzid));
        }
    }
}
