package org.stoa.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.booking.booking.Booking;
import org.stoa.booking.booking.BookingFields;
import org.stoa.booking.booking.Guest;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.SqlMapper;
import org.stoa.testkit.TestContexts;
import org.stoa.testkit.TestDatabases;

/** Bookings on a database of their own, with tenants and users from memory and a clock that stands still. */
public final class BookingsFixture implements AutoCloseable {
    /** A Monday. */
    public static final String NOW = "2026-03-02T08:00:00Z";

    public final MutableClock clock = MutableClock.at(NOW);
    public final MemoryTenants tenants = new MemoryTenants();
    public final StandaloneDatabases databases = TestDatabases.fresh(clock);
    public final Database database = databases.forModule("booking", BookingModule.class);
    public final FakeTenantClock tenantClock = new FakeTenantClock(clock);
    private final TestRows rows = new TestRows(database);
    public final BookingsServices services = new BookingsServices(database, tenants, tenantClock);

    private int number;

    /** A call of somebody who may do everything in a new tenant. */
    public CallContext newTenant(String timezone) {
        number++;
        Tenant tenant = tenants.add("studio-" + number, timezone);
        tenantClock.zones.put(tenant.id(), ZoneId.of(timezone));
        return staff(tenant.id());
    }

    public static CallContext staff(UUID tenantId) {
        return TestContexts.user(tenantId, BookingModule.ADMIN, "tenant.booking-resource.admin");
    }

    /** A call of a user who may do what every user may. */
    public static CallContext client(CallContext context) {
        return TestContexts.user(context.requireTenant(), BookingModule.READ_OWN, BookingModule.WRITE_OWN);
    }

    /** A room that is open day and night. */
    public UUID room(CallContext context, int capacity) {
        return rows.resource(context, "ROOM", null, capacity);
    }

    /** Who or what is open day and night. */
    public UUID resource(CallContext context, String kind, UUID userId, int capacity) {
        return rows.resource(context, kind, userId, capacity);
    }

    /** An hour, for 80.00 EUR, without buffers, at once and up to a year ahead; {@code more} are further columns. */
    public UUID service(CallContext context, String more, UUID... resources) {
        return rows.service(context, more, resources);
    }

    public int execute(CallContext context, String statement) {
        return rows.execute(context, statement);
    }

    public List<String> texts(CallContext context, String statement) {
        return rows.texts(context, statement);
    }

    /** What a client says who wants a service at a time. */
    public static BookingFields wish(UUID service, String start) {
        return wish(service, start, null);
    }

    /** The same for a guest, as staff says it. */
    public static BookingFields wish(UUID service, String start, Guest guest) {
        return new BookingFields(
                service,
                null,
                null,
                Instant.parse(start),
                null,
                null,
                null,
                guest,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public Booking book(CallContext context, UUID service, String start) {
        return services.bookings.create(context, wish(service, start));
    }

    /** Moves the clock on, and has everything done that falls due until then. */
    public void moveTo(String instant, DomainEventListener<?>... others) {
        clock.set(instant);
        deliver(others);
    }

    /** Has everything done that falls due now. */
    public void deliver(DomainEventListener<?>... others) {
        databases.deliverEvents(Stream.concat(Stream.of(services.listeners()), Stream.of(others))
                .collect(Collectors.toList())
                .toArray(DomainEventListener<?>[]::new));
    }

    /** Until another connection waits for what this one has locked. */
    public static void awaitWaiting(SqlMapper sql) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (sql.texts("SELECT pid FROM pg_locks WHERE NOT granted").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nobody waits");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        databases.close();
    }
}
