package org.stoa.booking.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.resource.Resource;
import org.stoa.booking.resource.ResourceMapper;
import org.stoa.booking.resource.Resources;

/** Keeps when resources are busy by calendars of other programs. Nothing is fetched: calendars are brought. */
@Component(service = BusyTimes.class)
public final class BusyTimes {
    /** How far ahead recurring events count from the day on which the calendar is brought. */
    static final Duration HORIZON = Duration.ofDays(730);

    private static final String SOURCE = "[a-z0-9][a-z0-9-]{0,49}";

    /** Rows of one statement: PostgreSQL takes 65,535 parameters. */
    private static final int ROWS = 5000;

    private final Database database;
    private final TenantClock clock;

    @Activate
    public BusyTimes(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A calendar that was brought.
     *
     * @param busyTimes how many there are of it
     * @param lastEnd of the last of them; null without any
     */
    public record Source(String source, int busyTimes, Instant lastEnd) {}

    /**
     * What was made of a calendar.
     *
     * @param until up to when recurring events count: bring it again before that
     */
    public record Imported(String source, int busyTimes, Instant until, List<SkippedEvent> skipped) {}

    public List<Source> sources(CallContext context, UUID resourceId) {
        requireOwn(context, resourceId);
        return database.read(context, BusyMapper.class, mapper -> mapper.sources(resourceId)).stream()
                .map(row -> new Source(row.source(), row.busyTimes(), row.lastEnd()))
                .toList();
    }

    /**
     * Replaces all busy times of a source by those of a calendar.
     *
     * @param source what the caller calls it
     * @param body the calendar, in UTF-8
     * @throws ProblemException 400 {@code invalid-request}; 403 {@code permission-denied} for the resource of somebody else
     */
    public Imported put(CallContext context, UUID resourceId, String source, byte[] body) {
        Resource resource = requireOwn(context, resourceId);
        requireSource(source);
        Instant now = clock.now(context);
        Instant until = now.plus(HORIZON);
        BusyExpansion expansion = new BusyExpansion(resource.zone(), now, until);
        expansion.expand(CalendarReader.read(text(body)));
        List<BusyMapper.Row> rows = expansion.busy().stream()
                .map(busy -> new BusyMapper.Row(
                        Ids.next(), busy.uid(), busy.span().start(), busy.span().end()))
                .toList();
        return database.write(context, BusyMapper.class, (mapper, transaction) -> {
            Resources.found(transaction.mapper(ResourceMapper.class).findAndLock(resourceId));
            mapper.delete(resourceId, source);
            for (int first = 0; first < rows.size(); first += ROWS) {
                List<BusyMapper.Row> part = rows.subList(first, Math.min(first + ROWS, rows.size()));
                mapper.insert(context.requireTenant(), resourceId, source, part);
            }
            transaction.audit(AuditEntry.changed(
                    "resource.busy-times",
                    "booking.busy_time",
                    resourceId,
                    Map.of("source", source),
                    Map.of("source", source, "busyTimes", rows.size())));
            return new Imported(source, rows.size(), until, expansion.skipped());
        });
    }

    /** Forgets all busy times of a source. */
    public void delete(CallContext context, UUID resourceId, String source) {
        requireOwn(context, resourceId);
        database.write(context, BusyMapper.class, (mapper, transaction) -> {
            if (mapper.delete(resourceId, source) == 0) {
                throw ProblemException.notFound("source of busy times");
            }
            transaction.audit(AuditEntry.removed(
                    "resource.busy-times", "booking.busy_time", resourceId, Map.of("source", source)));
            return source;
        });
    }

    private Resource requireOwn(CallContext context, UUID resourceId) {
        Resource resource =
                database.read(context, ResourceMapper.class, mapper -> Resources.found(mapper.find(resourceId)));
        Resources.requireOwn(context, resource);
        return resource;
    }

    private static void requireSource(String source) {
        if (!source.matches(SOURCE)) {
            throw ProblemException.invalid("source", "must be 1 to 50 lower-case letters, digits and hyphens");
        }
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body == null ? new byte[0] : body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "must be in UTF-8");
        }
    }
}
