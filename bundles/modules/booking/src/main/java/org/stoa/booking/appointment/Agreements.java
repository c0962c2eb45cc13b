package org.stoa.booking.appointment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.appointment.AppointmentAgreed;
import org.stoa.api.appointment.AppointmentBooked;
import org.stoa.api.appointment.AppointmentRefused;
import org.stoa.api.appointment.AppointmentWithdrawn;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.booking.BookingProblem;
import org.stoa.booking.Moment;
import org.stoa.booking.Zones;
import org.stoa.booking.booking.BookingDetails;
import org.stoa.booking.booking.BookingWriter;
import org.stoa.booking.booking.Bookings;
import org.stoa.booking.booking.Client;
import org.stoa.booking.booking.Clients;
import org.stoa.booking.booking.Lifecycle;
import org.stoa.booking.booking.NewBooking;
import org.stoa.booking.notice.Letters;
import org.stoa.booking.occupation.Occupations;
import org.stoa.booking.occupation.Wish;
import org.stoa.booking.offer.Terms;
import org.stoa.booking.resource.ResourceFields;
import org.stoa.booking.resource.Resources;
import org.stoa.booking.service.ServiceType;

/**
 * Books times that people agreed on elsewhere, whatever the hours of the provider say, but never over another booking. Each
 * agreement is answered once, and one that was withdrawn before it came is not booked.
 */
@Component(service = Agreements.class)
public final class Agreements {
    private static final int LONGEST_TITLE = 200;

    private final Database database;
    private final TenantClock clock;
    private final Clients clients;
    private final Lifecycle lifecycle;

    @Activate
    public Agreements(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference Clients clients,
            @Reference Lifecycle lifecycle) {
        this.database = database;
        this.clock = clock;
        this.clients = clients;
        this.lifecycle = lifecycle;
    }

    /** Books it, or refuses. */
    void book(CallContext context, AppointmentAgreed agreed) {
        Moment moment = Moment.of(context, clock);
        try {
            Client client = clients.of(context, agreed.clientUserId(), null);
            Client provider = clients.of(context, agreed.providerUserId(), null);
            Zones.require("timezone", agreed.timezone());
            Bookings.requireTimes(agreed.start(), agreed.end(), moment.now());
            database.write(context, AgreementMapper.class, (mapper, transaction) -> {
                if (mapper.settle(context.requireTenant(), agreed.agreementId(), "BOOKED", moment.now()) == 1) {
                    UUID resource = resource(context, mapper, transaction, agreed, provider, moment.now());
                    UUID booking = book(context, transaction, moment, agreed, client, resource);
                    transaction.publish(new AppointmentBooked(agreed.agreementId(), booking));
                }
                return true;
            });
        } catch (ProblemException e) {
            refuse(context, agreed.agreementId(), moment.now(), e);
        }
    }

    /** The resource that the provider is; made when there is none. */
    private static UUID resource(
            CallContext context,
            AgreementMapper mapper,
            Transaction transaction,
            AppointmentAgreed agreed,
            Client provider,
            Instant now) {
        UUID resource = mapper.resourceOf(agreed.providerUserId());
        if (resource != null) {
            return resource;
        }
        ResourceFields fields = ResourceFields.ofUser(agreed.providerUserId(), provider.name(), agreed.timezone());
        return Resources.insert(context, transaction, fields, now).id();
    }

    private static UUID book(
            CallContext context,
            Transaction transaction,
            Moment moment,
            AppointmentAgreed agreed,
            Client client,
            UUID resource) {
        UUID id = Ids.next();
        List<Wish> clashes = Occupations.of(context, transaction, moment.now())
                .book(List.of(new Wish(id, resource, agreed.start(), agreed.end())));
        if (!clashes.isEmpty()) {
            throw ProblemException.of(BookingProblem.SLOT_TAKEN);
        }
        String title = agreed.title();
        NewBooking booking = new NewBooking(
                id,
                null,
                null,
                null,
                agreed.agreementId(),
                ServiceType.APPOINTMENT,
                true,
                List.of(resource),
                client,
                new BookingDetails(
                        title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE),
                        null,
                        agreed.location(),
                        null),
                agreed.start(),
                agreed.end(),
                agreed.timezone(),
                null,
                Terms.FREE,
                List.of());
        new BookingWriter(context, transaction, moment).insert(List.of(booking));
        return id;
    }

    private void refuse(CallContext context, UUID agreementId, Instant now, ProblemException problem) {
        boolean passes = problem.code().status() >= 500 || problem.code() == CommonProblem.CONFLICT;
        if (passes) {
            throw problem;
        }
        String reason = Letters.in(context.locale())
                .text(problem.code() == BookingProblem.SLOT_TAKEN ? "refused.taken" : "refused.invalid");
        database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            if (mapper.settle(context.requireTenant(), agreementId, "REFUSED", now) == 1) {
                transaction.publish(new AppointmentRefused(agreementId, reason));
            }
            return true;
        });
    }

    /** Cancels its booking, free of charge; keeps it from being booked when it is still to come. */
    void withdraw(CallContext context, AppointmentWithdrawn withdrawn) {
        Instant now = clock.now(context);
        UUID booking = database.write(context, AgreementMapper.class, (mapper, transaction) -> {
            mapper.withdraw(context.requireTenant(), withdrawn.agreementId(), now);
            return mapper.booking(withdrawn.agreementId());
        });
        if (booking != null) {
            lifecycle.withdraw(context, booking, withdrawn.reason(), row -> true);
        }
    }
}
