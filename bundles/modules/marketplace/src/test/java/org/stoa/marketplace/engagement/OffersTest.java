package org.stoa.marketplace.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;
import static org.stoa.marketplace.MarketplaceFixture.offer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.appointment.AppointmentAgreed;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;
import org.stoa.api.value.Money;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.OfferEnded;
import org.stoa.marketplace.Problems;
import org.stoa.marketplace.application.Application;
import org.stoa.marketplace.application.ApplicationStatus;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.listing.ListingType;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;

class OffersTest {
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final CallContext applicant = another(owner);
    private final Offers offers = MARKETPLACE.services.offers;
    private Listing listing;
    private Application application;

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @BeforeEach
    void applyToAListing() {
        listing = MARKETPLACE.publish(owner, gig("Casting"));
        application = MARKETPLACE.apply(applicant, listing);
    }

    @Test
    void sidesAlternateAndTheLatestOfferAloneIsOpen() {
        Offer first = offers.make(owner, application.id(), offer("400.00"));
        assertThat(Problems.code(() -> offers.make(owner, application.id(), offer("410.00"))))
                .isEqualTo("not-your-turn");

        Offer counter = offers.make(applicant, application.id(), offer("480.00"));

        assertThat(offers.get(owner, first.id()).status()).isEqualTo(OfferStatus.COUNTERED);
        assertThat(Problems.code(() -> offers.accept(applicant, first.id()))).isEqualTo("offer-not-open");
        assertThat(Problems.code(() -> offers.accept(applicant, counter.id()))).isEqualTo("own-offer");
        Engagement engagement = offers.accept(owner, counter.id());
        assertThat(engagement.price()).isEqualTo(Money.of("480.00", "EUR"));
        assertThat(engagement.offerId()).isEqualTo(counter.id());
        assertThat(MARKETPLACE
                        .services
                        .applications
                        .get(owner, application.id())
                        .status())
                .isEqualTo(ApplicationStatus.ACCEPTED);
        assertThat(Problems.code(() -> offers.make(owner, application.id(), offer("1.00"))))
                .isEqualTo("application-closed");
    }

    @Test
    void offerIsAcceptedOnceHoweverManyTry() throws Exception {
        Offer offer = offers.make(owner, application.id(), offer("400.00"));

        List<String> answers =
                atOnce(12, () -> offers.accept(applicant, offer.id()).status().name());

        assertThat(answers).containsOnlyOnce("ACTIVE").containsOnly("ACTIVE", "offer-not-open");
        assertThat(MARKETPLACE
                        .services
                        .engagements
                        .list(owner, null, listing.id(), PageRequest.first())
                        .items())
                .hasSize(1);
    }

    @Test
    void repeatedRequestAcceptsOnce() {
        Offer offer = offers.make(owner, application.id(), offer("400.00"));

        Engagement first = offers.accept(TestContexts.repeatable(applicant, "key", ""), offer.id());

        assertThat(offers.accept(TestContexts.repeatable(applicant, "key", ""), offer.id()))
                .isEqualTo(first);
    }

    @Test
    void acceptingAndWithdrawingAtOnceLeavesOneOfBoth() throws Exception {
        Offer offer = offers.make(owner, application.id(), offer("400.00"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> accepted = threads.submit(() -> offers.accept(applicant, offer.id()));
        Future<?> withdrawn = threads.submit(() -> offers.end(owner, offer.id(), OfferStatus.WITHDRAWN));

        assertThat(List.of(succeeded(accepted), succeeded(withdrawn))).containsExactlyInAnyOrder(true, false);
        threads.shutdown();
    }

    @Test
    void onePositionIsFilledOnce() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CallContext other = another(owner);
            Application theirs = MARKETPLACE.apply(other, listing);
            Offer offer = offers.make(owner, theirs.id(), offer("400.00"));
            calls.add(() -> offers.accept(other, offer.id()).status().name());
        }

        List<String> answers = atOnce(calls);

        assertThat(answers).containsOnlyOnce("ACTIVE").containsOnly("ACTIVE", "positions-filled");
        assertThat(MARKETPLACE.services.listings.get(owner, listing.id()).filled())
                .isOne();
    }

    @Test
    void offerWhoseTimeHasPassedIsNotAccepted() {
        OfferFields fields = new OfferFields(
                Money.of("400.00", "EUR"),
                null,
                null,
                null,
                null,
                null,
                MARKETPLACE.now().plusSeconds(60));
        Offer offer = offers.make(owner, application.id(), fields);
        MARKETPLACE.clock.advance(Duration.ofSeconds(60));

        assertThat(Problems.of(() -> offers.accept(applicant, offer.id())).arguments())
                .contains(OfferStatus.EXPIRED);
        MARKETPLACE.deliver();
        assertThat(offers.get(owner, offer.id()).status()).isEqualTo(OfferStatus.EXPIRED);
        assertThat(offers.make(owner, application.id(), offer("401.00")).status())
                .isEqualTo(OfferStatus.OPEN);
    }

    @Test
    void timeThatIsAgreedOnIsToldToWhoeverKeepsCalendars() {
        Instant start = Instant.parse("2026-10-25T00:30:00Z");
        Instant end = Instant.parse("2026-10-25T01:30:00Z");
        OfferFields timed = new OfferFields(
                Money.of("40.00", "EUR"), new BigDecimal("1.5"), start, end, "Europe/Vienna", null, null);
        RecordingListener<AppointmentAgreed> heard = new RecordingListener<>(AppointmentAgreed.class);

        Engagement engagement = offers.accept(
                applicant, offers.make(owner, application.id(), timed).id());
        MARKETPLACE.deliver(heard);

        assertThat(heard.of(owner))
                .containsExactly(new AppointmentAgreed(
                        engagement.id(),
                        "Casting",
                        applicant.caller().userId(),
                        owner.caller().userId(),
                        start,
                        end,
                        "Europe/Vienna",
                        null));
        assertThat(engagement.appointment()).isEqualTo(Engagement.AppointmentState.AGREED);
    }

    @Test
    void whoManagesAllListingsOfTheTenantBargainsForNobody() {
        CallContext moderator = another(owner, MarketplaceModule.LIST_FOR_TENANT, MarketplaceModule.READ_ALL);
        Offer offer = offers.make(applicant, application.id(), offer("900.00"));

        assertThat(Problems.code(() -> offers.accept(moderator, offer.id()))).isEqualTo("side-needed");
        assertThat(Problems.code(() -> offers.make(moderator, application.id(), offer("1.00"))))
                .isEqualTo("side-needed");
        assertThat(Problems.code(() -> MARKETPLACE.services.applications.changeStatus(
                        moderator, application.id(), ApplicationStatus.ACCEPTED)))
                .isEqualTo("side-needed");
        assertThat(MARKETPLACE
                        .services
                        .applications
                        .changeStatus(moderator, application.id(), ApplicationStatus.REJECTED)
                        .status())
                .isEqualTo(ApplicationStatus.REJECTED);
    }

    @Test
    void whoeverListsForTheAccountBargainsForIt() {
        UUID account = Ids.next();
        CallContext member = another(owner, MarketplaceModule.LIST_FOR_ACCOUNT);
        Listing listed = MARKETPLACE.publish(member, gig("Casting").with(it -> it.account = account));
        Application theirs = MARKETPLACE.apply(applicant, listed);
        CallContext moderator = another(owner, MarketplaceModule.LIST_FOR_TENANT);
        List<Grant> grants = new ArrayList<>(moderator.permissions().grants());
        grants.add(new Grant(
                PermissionName.parse(MarketplaceModule.LIST_FOR_ACCOUNT), Grant.Effect.GRANT, account, null, "test"));
        CallContext both = new CallContext(
                moderator.tenantId(),
                moderator.caller(),
                Permissions.of(grants, MARKETPLACE.clock),
                moderator.locale(),
                moderator.request(),
                null);

        assertThat(Problems.code(() -> offers.make(moderator, theirs.id(), offer("400.00"))))
                .isEqualTo("side-needed");
        Offer offer = offers.make(both, theirs.id(), offer("400.00"));
        assertThat(offers.end(member, offer.id(), OfferStatus.WITHDRAWN).status())
                .isEqualTo(OfferStatus.WITHDRAWN);
    }

    @Test
    void offerAboutAnApplicationThatIsDecidedHasEndedAndIsTold() {
        Offer offer = offers.make(owner, application.id(), offer("400.00"));
        RecordingListener<OfferEnded> heard = new RecordingListener<>(OfferEnded.class);

        MARKETPLACE.services.applications.changeStatus(owner, application.id(), ApplicationStatus.REJECTED);
        MARKETPLACE.deliver(heard);

        assertThat(offers.get(owner, offer.id()).status()).isEqualTo(OfferStatus.WITHDRAWN);
        assertThat(heard.of(owner))
                .containsExactly(new OfferEnded(offer.id(), application.id(), OfferStatus.WITHDRAWN));
    }

    @Test
    void whoListsAServiceProvidesIt() {
        Listing service = MARKETPLACE.publish(owner, gig("Photos").with(it -> it.type = ListingType.SERVICE));
        Application theirs = MARKETPLACE.apply(applicant, service);

        Engagement engagement = offers.accept(
                owner, offers.make(applicant, theirs.id(), offer("90.00")).id());

        assertThat(engagement.providerUserId()).isEqualTo(owner.caller().userId());
        assertThat(engagement.clientUserId()).isEqualTo(applicant.caller().userId());
    }

    @Test
    void nothingIsAgreedOnOnceTheListingIsCancelled() {
        Offer offer = offers.make(owner, application.id(), offer("400.00"));
        MARKETPLACE.services.listings.changeStatus(owner, listing.id(), ListingStatus.CANCELLED);

        assertThat(Problems.code(() -> offers.accept(applicant, offer.id()))).isEqualTo("listing-ended");
        assertThat(offers.get(owner, offer.id()).status()).isEqualTo(OfferStatus.OPEN);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        Instant now = MARKETPLACE.now();
        assertThat(refused(new OfferFields(Money.of("1", "USD"), null, null, null, null, null, null)))
                .containsExactly("price.currency");
        assertThat(refused(new OfferFields(Money.of("-1", "EUR"), null, null, null, null, null, null)))
                .containsExactly("price.amount");
        assertThat(refused(new OfferFields(
                        Money.of("1000000000", "EUR"), new BigDecimal("1000"), null, null, null, null, null)))
                .containsExactly("price.amount");
        assertThat(refused(new OfferFields(Money.of("1", "EUR"), null, now, null, null, null, null)))
                .containsExactly("end");
        assertThat(refused(new OfferFields(Money.of("1", "EUR"), null, now, now, null, null, null)))
                .containsExactly("end");
        assertThat(refused(new OfferFields(Money.of("1", "EUR"), null, null, null, "Moon", null, null)))
                .containsExactly("timezone");
        assertThat(refused(new OfferFields(Money.of("1", "EUR"), null, null, null, null, null, now)))
                .containsExactly("expiresAt");
    }

    private List<String> refused(OfferFields fields) {
        return Problems.fields(() -> offers.make(owner, application.id(), fields));
    }

    private static boolean succeeded(Future<?> call) throws InterruptedException {
        try {
            call.get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static List<String> atOnce(int times, Callable<String> call) throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            calls.add(call);
        }
        return atOnce(calls);
    }

    /** What each answers, or the code of its refusal. */
    private static List<String> atOnce(List<Callable<String>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        List<String> answers = new ArrayList<>();
        for (Future<String> call : threads.invokeAll(calls)) {
            try {
                answers.add(call.get());
            } catch (ExecutionException e) {
                answers.add(((ProblemException) e.getCause()).code().code());
            }
        }
        threads.shutdown();
        return answers;
    }
}
