package org.stoa.marketplace.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;
import static org.stoa.marketplace.MarketplaceFixture.holding;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.appointment.AppointmentBooked;
import org.stoa.api.appointment.AppointmentEnded;
import org.stoa.api.appointment.AppointmentRefused;
import org.stoa.api.appointment.AppointmentWithdrawn;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.sale.SaleInvoiced;
import org.stoa.api.sale.SaleLine;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.sale.SaleSettled;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.Problems;
import org.stoa.marketplace.application.Application;
import org.stoa.marketplace.application.ApplicationStatus;
import org.stoa.marketplace.engagement.Engagement.AppointmentState;
import org.stoa.marketplace.engagement.Engagement.SaleState;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.Schedule;
import org.stoa.marketplace.review.ReviewFields;
import org.stoa.testkit.RecordingListener;

class EngagementsTest {
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final CallContext applicant = another(owner);
    private final Engagements engagements = MARKETPLACE.services.engagements;

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @Test
    void whatIsDoneIsOwedByTheClientOnce() {
        Engagement engagement = MARKETPLACE.engage(owner, applicant);
        RecordingListener<SaleMade> heard = new RecordingListener<>(SaleMade.class);

        assertThat(Problems.code(() -> engagements.complete(applicant, engagement.id())))
                .isEqualTo("permission-denied");
        Engagement done = engagements.complete(owner, engagement.id());
        assertThat(Problems.code(() -> engagements.complete(owner, engagement.id())))
                .isEqualTo("engagement-not-active");
        MARKETPLACE.deliver(heard);

        UUID client = owner.caller().userId();
        assertThat(done.sale()).isEqualTo(SaleState.MADE);
        assertThat(heard.of(owner))
                .containsExactly(new SaleMade(
                        engagement.id(),
                        client,
                        "User " + client,
                        client + "@example.org",
                        null,
                        LocalDate.parse("2026-03-15"),
                        List.of(new SaleLine("Casting", BigDecimal.ONE, Money.of("450.00", "EUR")))));
    }

    @Test
    void whatInvoicesAnswerIsShownInWhateverOrderItComes() {
        UUID id = MARKETPLACE.engage(owner, applicant).id();
        engagements.complete(owner, id);
        UUID invoice = Ids.next();

        hear(new SaleSettledListener(engagements), new SaleSettled(id, true));
        hear(new SaleInvoicedListener(engagements), new SaleInvoiced(id, invoice, "RE-7"));
        hear(new SaleInvoicedListener(engagements), new SaleInvoiced(id, invoice, "RE-7"));

        Engagement paid = engagements.get(owner, id);
        assertThat(paid.sale()).isEqualTo(SaleState.SETTLED);
        assertThat(paid.invoiceNumber()).isEqualTo("RE-7");
        settled(id, false, 2);
        assertThat(engagements.get(owner, id).sale()).isEqualTo(SaleState.INVOICED);
        settled(id, true, 1);
        assertThat(engagements.get(owner, id).sale()).isEqualTo(SaleState.INVOICED);
        settled(id, true, 4);
        settled(id, false, 3);
        assertThat(engagements.get(owner, id).sale()).isEqualTo(SaleState.SETTLED);
    }

    @Test
    void whatCalendarsAnswerIsShownInWhateverOrderItComes() {
        UUID id = timed().id();
        UUID booking = Ids.next();

        hear(new AppointmentEndedListener(engagements), new AppointmentEnded(id, AppointmentEnded.Outcome.COMPLETED));
        hear(new AppointmentBookedListener(engagements), new AppointmentBooked(id, booking));
        hear(new AppointmentRefusedListener(engagements), new AppointmentRefused(id, "late"));

        Engagement engagement = engagements.get(owner, id);
        assertThat(engagement.appointment()).isEqualTo(AppointmentState.COMPLETED);
        assertThat(engagement.bookingId()).isEqualTo(booking);
        assertThat(engagement.appointmentNote()).isNull();
    }

    @Test
    void refusalOfTheCalendarIsShownWithItsReason() {
        UUID id = timed().id();

        hear(new AppointmentRefusedListener(engagements), new AppointmentRefused(id, "is booked already"));

        assertThat(engagements.get(applicant, id).appointment()).isEqualTo(AppointmentState.REFUSED);
        assertThat(engagements.get(applicant, id).appointmentNote()).isEqualTo("is booked already");
    }

    @Test
    void whatIsCancelledFreesItsPositionAndItsTime() {
        Engagement engagement = timed();
        RecordingListener<AppointmentWithdrawn> heard = new RecordingListener<>(AppointmentWithdrawn.class);

        Engagement cancelled = engagements.cancel(applicant, engagement.id(), "ill");
        MARKETPLACE.deliver(heard);

        assertThat(cancelled.appointment()).isEqualTo(AppointmentState.WITHDRAWN);
        assertThat(heard.of(owner)).containsExactly(new AppointmentWithdrawn(engagement.id(), "ill"));
        Listing listing = MARKETPLACE.services.listings.get(owner, engagement.listingId());
        assertThat(listing.filled()).isZero();
        assertThat(listing.applications()).isZero();
        Application again = MARKETPLACE.apply(applicant, listing);
        assertThat(again.status()).isEqualTo(ApplicationStatus.PENDING);
        MARKETPLACE.services.applications.changeStatus(owner, again.id(), ApplicationStatus.ACCEPTED);
        assertThat(Problems.code(() -> engagements.cancel(owner, engagement.id(), "again")))
                .isEqualTo("engagement-not-active");
    }

    @Test
    void staffMayEndItAndOthersSeeNothing() {
        UUID id = MARKETPLACE.engage(owner, applicant).id();

        assertThat(Problems.code(() -> engagements.get(another(owner), id))).isEqualTo("not-found");
        assertThat(Problems.code(() -> engagements.cancel(another(owner, MarketplaceModule.READ_ALL), id, "because")))
                .isEqualTo("permission-denied");
        CallContext staff = another(owner, MarketplaceModule.READ_ALL, MarketplaceModule.WRITE_ALL);
        assertThat(engagements.complete(staff, id).status()).isEqualTo(Engagement.Status.COMPLETED);
    }

    @Test
    void whoIsPaidDoesNotSayThatItIsDoneAlsoAsStaff() {
        UUID id = MARKETPLACE.engage(owner, applicant).id();
        CallContext staff = holding(applicant, MarketplaceModule.READ_ALL, MarketplaceModule.WRITE_ALL);

        assertThat(Problems.code(() -> engagements.complete(staff, id))).isEqualTo("client-needed");
        assertThat(engagements.get(owner, id).status()).isEqualTo(Engagement.Status.ACTIVE);
    }

    @Test
    void whoHasLeftTheAccountSeesAndReviewsWhatWasAgreedOnButDoesNotEndIt() {
        CallContext member = another(owner, MarketplaceModule.LIST_FOR_ACCOUNT);
        CallContext colleague = another(owner, MarketplaceModule.LIST_FOR_ACCOUNT);
        Listing listing = MARKETPLACE.publish(member, gig("Casting").with(it -> it.account = Ids.next()));
        Application application = MARKETPLACE.apply(applicant, listing);
        MARKETPLACE.services.applications.changeStatus(colleague, application.id(), ApplicationStatus.ACCEPTED);
        UUID id = engagements
                .list(member, null, listing.id(), PageRequest.first())
                .items()
                .get(0)
                .id();
        CallContext former = holding(member);
        assertThat(engagements
                        .list(colleague, null, listing.id(), PageRequest.first())
                        .items())
                .extracting(Engagement::id)
                .containsExactly(id);
        assertThat(engagements
                        .list(another(owner), null, listing.id(), PageRequest.first())
                        .items())
                .isEmpty();

        assertThat(Problems.code(() -> MARKETPLACE.services.listings.managed(former, listing.id())))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> MARKETPLACE.services.applications.get(former, application.id())))
                .isEqualTo("not-found");
        assertThat(Problems.code(() -> engagements.complete(former, id))).isEqualTo("permission-denied");
        assertThat(Problems.code(() -> engagements.cancel(former, id, "gone"))).isEqualTo("permission-denied");
        engagements.complete(colleague, id);
        assertThat(engagements.get(former, id).status()).isEqualTo(Engagement.Status.COMPLETED);
        assertThat(MARKETPLACE
                        .services
                        .reviews
                        .write(former, id, new ReviewFields(5, "Thanks"))
                        .authorUserId())
                .isEqualTo(member.caller().userId());
    }

    private Engagement timed() {
        Schedule schedule = new Schedule(
                MARKETPLACE.now().plusSeconds(3600), MARKETPLACE.now().plusSeconds(7200), null, null);
        Listing listing = MARKETPLACE.publish(owner, gig("Casting").with(it -> it.schedule = schedule));
        Application application = MARKETPLACE.apply(applicant, listing);
        MARKETPLACE.services.applications.changeStatus(owner, application.id(), ApplicationStatus.ACCEPTED);
        return engagements
                .list(owner, null, listing.id(), PageRequest.first())
                .items()
                .get(0);
    }

    private void settled(UUID id, boolean settled, int second) {
        hear(
                new SaleSettledListener(engagements),
                new SaleSettled(id, settled),
                MARKETPLACE.now().plusSeconds(second));
    }

    private <E extends Record> void hear(DomainEventListener<E> listener, E event) {
        hear(listener, event, MARKETPLACE.now());
    }

    private <E extends Record> void hear(DomainEventListener<E> listener, E event, Instant at) {
        listener.on(new DomainEvent<>(Ids.next(), listener.eventType(), owner.requireTenant(), at, event));
    }
}
