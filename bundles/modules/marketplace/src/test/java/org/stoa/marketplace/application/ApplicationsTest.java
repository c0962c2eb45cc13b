package org.stoa.marketplace.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;
import static org.stoa.marketplace.MarketplaceFixture.patch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.Problems;
import org.stoa.marketplace.engagement.Engagement;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.ListingFields;
import org.stoa.marketplace.listing.ListingStatus;
import org.stoa.marketplace.listing.PriceType;
import org.stoa.marketplace.listing.Question;

class ApplicationsTest {
    private static final int MANY = Integer.getInteger("stoa.applications", 200);
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final CallContext applicant = another(owner);
    private final Applications applications = MARKETPLACE.services.applications;

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @Test
    void manyApplyAtOnceAndEachIsCountedOnce() throws Exception {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> calls = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            CallContext user = another(owner);
            calls.add(threads.submit(() -> MARKETPLACE.apply(user, listing)));
            calls.add(threads.submit(() -> MARKETPLACE.apply(user, listing)));
        }
        int refused = 0;
        for (Future<?> call : calls) {
            try {
                call.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(ProblemException.class).hasMessageContaining("already-applied");
                refused++;
            }
        }
        threads.shutdown();

        System.out.printf(
                "%d applications and as many repetitions at once: %d ms%n",
                MANY, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        assertThat(refused).isEqualTo(MANY);
        assertThat(MARKETPLACE.services.listings.get(owner, listing.id()).applications())
                .isEqualTo(MANY);
    }

    @Test
    void onlyAnActiveListingOfSomebodyElseTakesApplications() {
        Listing paused = MARKETPLACE.publish(owner, gig("Paused"));
        MARKETPLACE.services.listings.changeStatus(owner, paused.id(), ListingStatus.PAUSED);
        Listing draft = MARKETPLACE.services.listings.create(owner, gig("Draft").build());
        Listing expiring = MARKETPLACE.publish(
                owner,
                gig("Expiring").with(it -> it.expiresAt = MARKETPLACE.now().plusSeconds(60)));

        assertThat(Problems.code(() -> MARKETPLACE.apply(owner, expiring))).isEqualTo("own-listing");
        assertThat(Problems.code(() -> MARKETPLACE.apply(applicant, paused))).isEqualTo("listing-not-open");
        assertThat(Problems.code(() -> MARKETPLACE.apply(applicant, draft))).isEqualTo("not-found");
        MARKETPLACE.clock.advance(Duration.ofSeconds(60));
        // Also before the event of its end was delivered.
        assertThat(Problems.of(() -> MARKETPLACE.apply(applicant, expiring)).arguments())
                .containsExactly("EXPIRED");
    }

    @Test
    void whoHasWithdrawnMayApplyAgainAndIsCountedOnce() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        Application first = MARKETPLACE.apply(applicant, listing);
        applications.changeStatus(applicant, first.id(), ApplicationStatus.WITHDRAWN);
        assertThat(MARKETPLACE.services.listings.get(owner, listing.id()).applications())
                .isZero();

        Application again = MARKETPLACE.apply(applicant, listing);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.status()).isEqualTo(ApplicationStatus.PENDING);
        assertThat(MARKETPLACE.services.listings.get(owner, listing.id()).applications())
                .isOne();
    }

    @Test
    void answersAreCheckedAgainstTheQuestionsThatWereAsked() {
        Question size = new Question("size", "Which size?", Question.Type.CHOICE, List.of("S", "M"), true);
        Question days = new Question("days", "Which days?", Question.Type.MULTIPLE_CHOICE, List.of("Mo", "Tu"), false);
        Question age = new Question("age", "How old?", Question.Type.NUMBER, null, false);
        Listing listing =
                MARKETPLACE.publish(owner, gig("Casting").with(it -> it.questions = List.of(size, days, age)));
        MARKETPLACE.services.listings.update(
                owner, listing.id(), listing.version(), patch(ListingFields.class, fields -> gig("Casting")
                        .build()));

        assertThat(Problems.fields(() -> apply(
                        listing,
                        1,
                        List.of(
                                new Answer("days", List.of("Mo", "Mo")),
                                new Answer("age", "old"),
                                new Answer("shoes", 42),
                                new Answer("age", 7)))))
                .containsExactly(
                        "answers[0].value",
                        "answers[1].value",
                        "answers[2].question",
                        "answers[3].question",
                        "answers");
        assertThat(Problems.fields(() -> apply(listing, 3, List.of()))).containsExactly("questionsVersion");

        Application sent = apply(listing, 1, List.of(new Answer("size", "M"), new Answer("days", List.of("Tu"))));

        assertThat(sent.questionsVersion()).isEqualTo(1);
        assertThat(sent.answers()).containsExactly(new Answer("size", "M"), new Answer("days", List.of("Tu")));
    }

    @Test
    void attachmentsAreSecureAddresses() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        for (String address :
                List.of("http://example.org/a", "javascript:alert(1)", "https://", "https://me:pw@a.org", "x y")) {
            ApplicationFields fields =
                    new ApplicationFields(null, null, null, null, List.of(new Attachment("CV", address)));
            assertThat(Problems.fields(() -> applications.apply(applicant, listing.id(), fields)))
                    .containsExactly("attachments[0].url");
        }
    }

    @Test
    void applicationIsSeenByItsSidesAndByStaffAlone() {
        Application application = MARKETPLACE.apply(applicant, MARKETPLACE.publish(owner, gig("Casting")));
        UUID id = application.id();

        assertThat(applications.get(owner, id)).isEqualTo(applications.get(applicant, id));
        assertThat(applications.get(another(owner, MarketplaceModule.READ_ALL), id))
                .isEqualTo(application);
        assertThat(Problems.code(() -> applications.get(another(owner), id))).isEqualTo("not-found");
        assertThat(Problems.code(() -> applications.write(
                        another(owner, MarketplaceModule.READ_ALL), id, new MessageFields("I am staff"))))
                .isEqualTo("permission-denied");
        applications.write(owner, id, new MessageFields("When can you come?"));
        applications.write(applicant, id, new MessageFields("Tomorrow"));
        assertThat(applications.messages(owner, id, PageRequest.first()).items())
                .extracting(Message::text)
                .containsExactly("Tomorrow", "When can you come?");
    }

    @Test
    void whoHasAppliedGoesOnSeeingTheListing() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        MARKETPLACE.apply(applicant, listing);
        MARKETPLACE.services.listings.changeStatus(owner, listing.id(), ListingStatus.PAUSED);

        assertThat(MARKETPLACE.services.listings.get(applicant, listing.id()).status())
                .isEqualTo(ListingStatus.PAUSED);
        assertThat(Problems.code(() -> MARKETPLACE.services.listings.get(another(owner), listing.id())))
                .isEqualTo("not-found");
    }

    @Test
    void nothingIsAgreedOnAboutAListingThatIsDeleted() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        UUID application = MARKETPLACE.apply(applicant, listing).id();
        MARKETPLACE.services.listings.delete(owner, listing.id());

        assertThat(Problems.code(() -> applications.changeStatus(owner, application, ApplicationStatus.ACCEPTED)))
                .isEqualTo("listing-ended");
        assertThat(applications
                        .changeStatus(owner, application, ApplicationStatus.REJECTED)
                        .status())
                .isEqualTo(ApplicationStatus.REJECTED);
    }

    @Test
    void ownerDecidesAndApplicantWithdraws() {
        Application application = MARKETPLACE.apply(applicant, MARKETPLACE.publish(owner, gig("Casting")));

        Application reviewed = applications.changeStatus(owner, application.id(), ApplicationStatus.SHORTLISTED);

        assertThat(reviewed.reviewedBy()).isEqualTo(owner.caller().userId());
        assertThat(reviewed.reviewedAt()).isEqualTo(MARKETPLACE.now());
        assertThat(Problems.of(() -> applications.changeStatus(applicant, application.id(), ApplicationStatus.ACCEPTED))
                        .extensions()
                        .get("allowed"))
                .isEqualTo(List.of(ApplicationStatus.WITHDRAWN));
        applications.changeStatus(owner, application.id(), ApplicationStatus.REJECTED);
        assertThat(Problems.code(
                        () -> applications.changeStatus(applicant, application.id(), ApplicationStatus.WITHDRAWN)))
                .isEqualTo("transition-not-allowed");
        assertThat(Problems.code(() -> applications.apply(
                        applicant, application.listingId(), new ApplicationFields(null, null, null, null, null))))
                .isEqualTo("already-applied");
    }

    @Test
    void acceptedApplicationIsAnEngagementOnTheTermsThatItWasSentFor() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        Application application = MARKETPLACE.apply(applicant, listing);
        MARKETPLACE.services.listings.update(
                owner, listing.id(), listing.version(), patch(ListingFields.class, fields -> gig("Casting")
                        .with(it -> it.price = Money.of("1.00", "EUR"))
                        .build()));

        applications.changeStatus(owner, application.id(), ApplicationStatus.ACCEPTED);

        Engagement engagement = MARKETPLACE
                .services
                .engagements
                .list(applicant, null, null, PageRequest.first())
                .items()
                .get(0);
        assertThat(engagement.price().toString()).isEqualTo("500.00 EUR");
        assertThat(engagement.providerUserId()).isEqualTo(applicant.caller().userId());
        assertThat(engagement.clientUserId()).isEqualTo(owner.caller().userId());
        assertThat(Problems.code(() -> MARKETPLACE.apply(another(owner), listing)))
                .isEqualTo("positions-filled");
    }

    @Test
    void whoAppliesToAListingAsItWasReadIsNotBoundToAnotherPrice() {
        Listing seen = MARKETPLACE.publish(owner, gig("Casting"));
        Listing now = MARKETPLACE.services.listings.update(
                owner, seen.id(), seen.version(), patch(ListingFields.class, fields -> gig("Casting")
                        .with(it -> it.price = Money.of("1.00", "EUR"))
                        .build()));

        assertThat(Problems.code(() -> apply(seen.version(), seen))).isEqualTo("listing-changed");
        assertThat(apply(now.version(), seen).terms().price()).isEqualTo(Money.of("1.00", "EUR"));
    }

    @Test
    void withoutAPriceInAllAnOfferIsNeeded() {
        Listing hourly = MARKETPLACE.publish(owner, gig("Casting").with(it -> it.priceType = PriceType.HOURLY));
        Application application = MARKETPLACE.apply(applicant, hourly);

        assertThat(Problems.code(() -> applications.changeStatus(owner, application.id(), ApplicationStatus.ACCEPTED)))
                .isEqualTo("terms-missing");
        assertThat(applications.get(owner, application.id()).status()).isEqualTo(ApplicationStatus.PENDING);
    }

    private Application apply(long version, Listing listing) {
        return applications.apply(applicant, listing.id(), new ApplicationFields(null, null, version, null, null));
    }

    private Application apply(Listing listing, int version, List<Answer> answers) {
        return applications.apply(applicant, listing.id(), new ApplicationFields(null, version, null, answers, null));
    }
}
