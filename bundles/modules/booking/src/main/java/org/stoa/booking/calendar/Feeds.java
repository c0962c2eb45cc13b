package org.stoa.booking.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.recurrence.CalendarTimes;
import org.stoa.booking.resource.Resource;
import org.stoa.booking.resource.ResourceMapper;
import org.stoa.booking.resource.Resources;

/**
 * Shows the bookings of a resource to calendar programs, under an address that nobody can guess. Of its token only a
 * digest is kept: it is told once, and another takes its place.
 */
@Component(service = Feeds.class)
public final class Feeds {
    /** How long ago a booking may have ended. */
    static final Duration PAST = Duration.ofDays(90);

    /** Most bookings of a feed; of more the latest. */
    static final int MOST = 5000;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Feeds(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Where a feed is.
     *
     * @param path on this host; who knows it sees the bookings
     */
    public record Feed(@Sensitive String path) {}

    /**
     * Opens the feed, or moves it: the address before leads nowhere any more.
     *
     * @throws ProblemException 403 {@code permission-denied} for the resource of somebody else
     */
    public Feed rotate(CallContext context, UUID resourceId) {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        setDigest(context, resourceId, digest(token));
        return new Feed("/api/v1/booking/feeds/" + context.requireTenant() + "/" + token + "/calendar.ics");
    }

    /** Closes the feed. */
    public void close(CallContext context, UUID resourceId) {
        setDigest(context, resourceId, null);
    }

    private void setDigest(CallContext context, UUID resourceId, String digest) {
        database.write(context, FeedMapper.class, (mapper, transaction) -> {
            Resource resource =
                    Resources.found(transaction.mapper(ResourceMapper.class).findAndLock(resourceId));
            Resources.requireOwn(context, resource);
            mapper.setDigest(resourceId, digest);
            transaction.audit(AuditEntry.changed(
                    "resource.feed", "booking.resource", resourceId, Map.of(), Map.of("open", digest != null)));
            return resource;
        });
    }

    /**
     * The feed as iCalendar text. The same bookings give the same text.
     *
     * @throws ProblemException 404 {@code not-found} for a token that is none, or not any more
     */
    String calendar(CallContext context, String token) {
        Instant from = clock.now(context).truncatedTo(ChronoUnit.DAYS).minus(PAST);
        Resource resource = database.read(context, FeedMapper.class, mapper -> {
            ResourceMapper.Row row = mapper.findResource(digest(token));
            if (row == null) {
                // The same as for a tenant that does not exist: whoever guesses learns nothing.
                throw ProblemException.notFound("tenant");
            }
            return row.resource();
        });
        List<FeedMapper.EventRow> events =
                database.read(context, FeedMapper.class, mapper -> mapper.events(resource.id(), from, MOST));
        CalendarText text = new CalendarText()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Stoa//Booking//EN")
                .line("CALSCALE", "GREGORIAN")
                .line("METHOD", "PUBLISH")
                .textLine("X-WR-CALNAME", resource.name());
        events.forEach(event -> write(text, event));
        return text.line("END", "VCALENDAR").toString();
    }

    private static void write(CalendarText text, FeedMapper.EventRow event) {
        text.line("BEGIN", "VEVENT")
                .line("UID", event.id() + "@stoa")
                .line("SEQUENCE", Integer.toString(event.sequence()))
                .line("DTSTAMP", CalendarTimes.utc(event.updatedAt()))
                .line("CREATED", CalendarTimes.utc(event.createdAt()))
                .line("LAST-MODIFIED", CalendarTimes.utc(event.updatedAt()))
                .line("DTSTART", CalendarTimes.utc(event.startsAt()))
                .line("DTEND", CalendarTimes.utc(event.endsAt()))
                .line("STATUS", status(event.status()))
                .textLine("SUMMARY", event.title())
                .textLine("DESCRIPTION", event.clientName())
                .textLine("LOCATION", event.location());
        if (event.meetingUrl() != null) {
            text.line("URL", event.meetingUrl());
        }
        text.line("END", "VEVENT");
    }

    private static String status(String status) {
        return switch (status) {
            case "PENDING" -> "TENTATIVE";
            case "CANCELLED" -> "CANCELLED";
            default -> "CONFIRMED";
        };
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
