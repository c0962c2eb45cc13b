package org.stoa.booking;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.security.CallContext;
import org.stoa.booking.availability.Availabilities;
import org.stoa.booking.availability.AvailabilityFields;
import org.stoa.booking.availability.AvailabilityRule;
import org.stoa.booking.calendar.BusyTimes;
import org.stoa.booking.resource.Resource;
import org.stoa.booking.resource.ResourceFields;
import org.stoa.booking.resource.ResourceKind;
import org.stoa.booking.resource.Resources;
import org.stoa.booking.setting.SettingFields;
import org.stoa.booking.setting.Settings;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;

/** At least one row of every table around resources and their time. */
final class CalendarRows {
    private CalendarRows() {}

    static void create(Database database, CallContext context) {
        MemoryTenants tenants = new MemoryTenants();
        tenants.add(context.requireTenant(), "studio", MemoryTenants.company("Studio GmbH"), "Europe/Berlin", "EUR");
        FakeTenantClock clock = new FakeTenantClock(MutableClock.at(BookingsFixture.NOW));
        CallContext staff = BookingsFixture.staff(context.requireTenant());
        PeopleDirectory everybody = (call, account, user) -> new PeopleDirectory.Presence(true, true);
        Resource room = new Resources(database, everybody, clock)
                .create(
                        staff,
                        new ResourceFields(ResourceKind.ROOM, null, null, "Room", null, null, "UTC", null, null));
        AvailabilityRule always = new AvailabilityRule(1, null, null, null, "00:00", "24:00", null, null);
        new Availabilities(database, clock).put(staff, room.id(), 1, new AvailabilityFields(List.of(always)));
        new BusyTimes(database, clock)
                .put(staff, room.id(), "work", calendar("busy").getBytes(StandardCharsets.UTF_8));
        new Settings(database, tenants, clock).put(staff, new SettingFields(List.of("EUR", "USD")));
    }

    /** One event on the evening of {@link BookingsFixture#NOW}. */
    private static String calendar(String uid) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Test//EN",
                "BEGIN:VEVENT",
                "UID:" + uid + UUID.randomUUID(),
                "DTSTAMP:20260301T000000Z",
                "DTSTART:20260302T200000Z",
                "DTEND:20260302T210000Z",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }
}
