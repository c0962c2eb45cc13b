package org.stoa.booking;

import org.stoa.api.data.Database;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.booking.appointment.AgreedListener;
import org.stoa.booking.appointment.Agreements;
import org.stoa.booking.appointment.WithdrawnListener;
import org.stoa.booking.booking.Bookings;
import org.stoa.booking.booking.Clients;
import org.stoa.booking.booking.Lifecycle;
import org.stoa.booking.booking.Rescheduling;
import org.stoa.booking.booking.UnansweredListener;
import org.stoa.booking.hold.HoldExpiredListener;
import org.stoa.booking.hold.Holds;
import org.stoa.booking.notice.CancellationNotice;
import org.stoa.booking.notice.ConfirmationNotice;
import org.stoa.booking.notice.Notices;
import org.stoa.booking.notice.OfferNotice;
import org.stoa.booking.notice.ReminderNotice;
import org.stoa.booking.notice.RequestNotice;
import org.stoa.booking.notice.RescheduleNotice;
import org.stoa.booking.sale.InvoicedListener;
import org.stoa.booking.sale.SettledListener;
import org.stoa.booking.sale.Settlement;
import org.stoa.booking.series.SeriesService;
import org.stoa.booking.setting.Settings;
import org.stoa.booking.waiting.SlotFreedListener;
import org.stoa.booking.waiting.Waiting;

/** The services around bookings on one database: what a node has. */
public final class BookingsServices {
    public final FakeUsers users = new FakeUsers();
    public final Bookings bookings;
    public final Lifecycle lifecycle;
    public final Rescheduling rescheduling;
    public final Holds holds;
    public final SeriesService series;
    public final Waiting waiting;
    public final Settlement settlement;
    public final Agreements agreements;
    public final Notices notices;

    public BookingsServices(Database database, TenantService tenants, TenantClock clock) {
        Clients clients = new Clients(users);
        bookings = new Bookings(database, clock, clients, new Settings(database, tenants, clock));
        lifecycle = new Lifecycle(database, clock);
        rescheduling = new Rescheduling(database, clock);
        holds = new Holds(database, clock, clients);
        series = new SeriesService(database, clock, clients, bookings);
        waiting = new Waiting(database, clock, clients, holds);
        settlement = new Settlement(database, clock);
        agreements = new Agreements(database, clock, clients, lifecycle);
        notices = new Notices(database, clock, tenants);
    }

    /** What does the work that falls due. */
    public DomainEventListener<?>[] listeners() {
        return new DomainEventListener<?>[] {
            new UnansweredListener(lifecycle),
            new HoldExpiredListener(holds),
            new SlotFreedListener(waiting),
            new InvoicedListener(settlement),
            new SettledListener(settlement),
            new AgreedListener(agreements),
            new WithdrawnListener(agreements),
            new RequestNotice(notices),
            new ConfirmationNotice(notices),
            new RescheduleNotice(notices),
            new CancellationNotice(notices),
            new ReminderNotice(notices),
            new OfferNotice(notices)
        };
    }
}
