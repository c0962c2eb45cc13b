package org.stoa.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.booking.hold.HoldFields;
import org.stoa.booking.series.SeriesFields;
import org.stoa.booking.waiting.WaitingFields;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;

/** At least one row of every table around bookings. */
final class BookingsRows {
    private BookingsRows() {}

    static void create(Database database, CallContext context) {
        MemoryTenants tenants = new MemoryTenants();
        tenants.add(context.requireTenant(), "studio", MemoryTenants.company("Studio GmbH"), "Europe/Berlin", "EUR");
        BookingsServices services =
                new BookingsServices(database, tenants, new FakeTenantClock(MutableClock.at(BookingsFixture.NOW)));
        TestRows rows = new TestRows(database);
        UUID room = rows.resource(context, "ROOM", null, 1);
        UUID service = rows.service(context, "", room);
        services.series.create(
                context,
                new SeriesFields(BookingsFixture.wish(service, "2026-03-03T10:00:00Z"), "FREQ=WEEKLY;COUNT=2", null));
        services.holds.create(
                context,
                new HoldFields(service, List.of(room), null, at("2026-03-04T10:00:00Z"), null, null, null, null));
        services.waiting.join(
                context,
                new WaitingFields(
                        service, room, at("2026-03-04T10:00:00Z"), at("2026-03-05T10:00:00Z"), null, null, null));
        rows.execute(
                context,
                "INSERT INTO booking.agreement (tenant_id, id, outcome, created_at) VALUES ('" + context.requireTenant()
                        + "', '" + Ids.next() + "', 'REFUSED', now())");
        rows.execute(
                context,
                "INSERT INTO booking.notice (tenant_id, event_id, sent_at) VALUES ('" + context.requireTenant() + "', '"
                        + Ids.next() + "', now())");
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
