package org.stoa.marketplace.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;
import static org.stoa.marketplace.MarketplaceFixture.gig;
import static org.stoa.marketplace.MarketplaceFixture.patch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.marketplace.ListingStatusChanged;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.Problems;
import org.stoa.marketplace.application.ApplicationStatus;
import org.stoa.testkit.RecordingListener;
import org.stoa.testkit.TestContexts;

class ListingsTest {
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final Listings listings = MARKETPLACE.services.listings;

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @Test
    void whatIsListedIsADraftUntilItIsPublished() {
        Listing draft = listings.create(owner, gig("Casting").build());

        assertThat(draft.status()).isEqualTo(ListingStatus.DRAFT);
        assertThat(draft.currency()).isEqualTo("EUR");
        assertThat(draft.language()).isEqualTo("en");
        assertThat(Problems.code(() -> listings.get(another(owner), draft.id())))
                .isEqualTo("not-found");

        Listing active = listings.changeStatus(owner, draft.id(), ListingStatus.ACTIVE);

        assertThat(listings.get(another(owner), draft.id())).isEqualTo(active);
        assertThat(active.publishedAt()).isEqualTo(MARKETPLACE.now());
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        List<String> fields = Problems.fields(() -> listings.create(
                owner,
                gig("Casting")
                        .with(it -> {
                            it.price = null;
                            it.location = new Place("ZZ", null, null, null, 48.2, null, null);
                            it.schedule = new Schedule(
                                    Instant.parse("2026-05-02T10:00:00Z"),
                                    Instant.parse("2026-05-02T10:00:00Z"),
                                    "Mars/Olympus",
                                    null);
                            it.requirements =
                                    List.of(new Requirement("city", Requirement.Operator.ONE_OF, "Vienna", null, null));
                            it.questions = List.of(
                                    new Question("size", "Which?", Question.Type.CHOICE, List.of("S"), null),
                                    new Question("size", "Which?", Question.Type.TEXT, null, null));
                        })
                        .build()));

        assertThat(fields)
                .containsExactly(
                        "price",
                        "location",
                        "location.country",
                        "schedule.end",
                        "schedule.timezone",
                        "requirements[0].value",
                        "questions[0].choices",
                        "questions[1].key");
    }

    @Test
    void priceMayBeLeftOutWhereItIsNegotiableAlone() {
        Listing listing = listings.create(
                owner,
                gig("Casting")
                        .with(it -> {
                            it.price = null;
                            it.priceType = PriceType.NEGOTIABLE;
                        })
                        .build());

        assertThat(listing.price()).isNull();
        assertThat(listing.currency()).isEqualTo("EUR");
    }

    @Test
    void priceInAnotherCurrencyThanTheListingsIsRefused() {
        assertThat(Problems.fields(() -> listings.create(
                        owner, gig("Casting").with(it -> it.currency = "USD").build())))
                .containsExactly("price.currency");
    }

    @ParameterizedTest
    @EnumSource(ListingStatus.class)
    void whatIsNotForeseenIsRefusedAndSaysWhatIsAllowed(ListingStatus target) {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));

        if (ListingStatus.ACTIVE.next().contains(target)) {
            assertThat(listings.changeStatus(owner, listing.id(), target).status())
                    .isEqualTo(target);
            return;
        }
        ProblemException problem = Problems.of(() -> listings.changeStatus(owner, listing.id(), target));
        assertThat(problem.code().code()).isEqualTo("transition-not-allowed");
        assertThat(problem.extensions().get("allowed"))
                .isEqualTo(List.of(ListingStatus.PAUSED, ListingStatus.COMPLETED, ListingStatus.CANCELLED));
    }

    @Test
    void listingExpiresWhenItsTimeHasPassedUnlessItWasProlonged() {
        Instant end = MARKETPLACE.now().plus(Duration.ofDays(2));
        Listing first = MARKETPLACE.publish(owner, gig("First").with(it -> it.expiresAt = end));
        Listing second = MARKETPLACE.publish(owner, gig("Second").with(it -> it.expiresAt = end));
        listings.update(owner, second.id(), second.version(), patch(ListingFields.class, fields -> gig("Second")
                .with(it -> it.expiresAt = end.plus(Duration.ofDays(2)))
                .build()));
        RecordingListener<ListingStatusChanged> heard = new RecordingListener<>(ListingStatusChanged.class);

        MARKETPLACE.clock.set(end.toString());
        MARKETPLACE.deliver(heard);

        assertThat(listings.get(owner, first.id()).status()).isEqualTo(ListingStatus.EXPIRED);
        assertThat(listings.get(owner, second.id()).status()).isEqualTo(ListingStatus.ACTIVE);
        assertThat(heard.of(owner))
                .contains(new ListingStatusChanged(first.id(), ListingStatus.ACTIVE, ListingStatus.EXPIRED));
        assertThat(Problems.code(() -> listings.changeStatus(owner, first.id(), ListingStatus.ACTIVE)))
                .isEqualTo("listing-expired");
    }

    @Test
    void questionsStayAsTheyWereWhenTheyAreChanged() {
        Question old = new Question("size", "Which size?", Question.Type.CHOICE, List.of("S", "M"), true);
        Question better = new Question("size", "Which size?", Question.Type.CHOICE, List.of("S", "M", "L"), true);
        Listing listing = MARKETPLACE.publish(owner, gig("Casting").with(it -> it.questions = List.of(old)));

        Listing changed = listings.update(
                owner, listing.id(), listing.version(), patch(ListingFields.class, fields -> gig("Casting")
                        .with(it -> it.questions = List.of(better))
                        .build()));

        assertThat(changed.questionsVersion()).isEqualTo(2);
        assertThat(listings.questions(owner, listing.id(), 1)).containsExactly(old);
        assertThat(listings.questions(owner, listing.id(), 2)).containsExactly(better);
    }

    @Test
    void textsOfAListingAreBoundedInAll() {
        List<ListingText> texts = new ArrayList<>();
        for (String language : List.of("de", "fr", "it")) {
            texts.add(new ListingText(language, "Casting", differentWords(texts.size() * 10_000, 9_900)));
        }
        assertThat(Problems.fields(() -> listings.create(
                        owner,
                        gig("Casting")
                                .with(it -> {
                                    it.translations = texts;
                                    it.description = "x".repeat(2 * 10_000);
                                })
                                .build())))
                .containsExactly("translations");

        texts.set(2, new ListingText("it", "Casting", differentWords(20_000, 5_000)));
        long begin = System.nanoTime();
        MARKETPLACE.publish(owner, gig("Casting").with(it -> it.translations = texts));

        System.out.printf(
                "a listing of 24,800 different words is published: %d ms%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    /** Words of one letter each. */
    private static String differentWords(int from, int count) {
        return IntStream.range(from, from + count)
                .map(number -> number < 20_000 ? 0x4E00 + number : 0xAC00 + number - 20_000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" "));
    }

    @Test
    void readerSeesTheTranslationInTheOwnLanguage() {
        Listing listing = MARKETPLACE.publish(
                owner,
                gig("Casting").with(it -> it.translations = List.of(new ListingText("de", "Vorsprechen", null))));

        CallContext german = new CallContext(
                owner.tenantId(), owner.caller(), owner.permissions(), Locale.GERMANY, owner.request(), null);

        assertThat(listings.get(german, listing.id()).text())
                .isEqualTo(new ListingText("de", "Vorsprechen", listing.description()));
        assertThat(listings.get(owner, listing.id()).text().title()).isEqualTo("Casting");
    }

    @Test
    void othersMayNotChangeItAndColleaguesOfTheAccountMay() {
        CallContext manager = another(owner, MarketplaceModule.LIST_FOR_ACCOUNT);
        Listing ofUser = MARKETPLACE.publish(owner, gig("Casting"));
        Listing ofAccount = MARKETPLACE.publish(manager, gig("Casting").with(it -> it.account = Ids.next()));

        assertThat(Problems.code(() -> listings.delete(another(owner), ofUser.id())))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> listings.create(
                        owner,
                        gig("Casting")
                                .with(it -> it.account = ofAccount.accountId())
                                .build())))
                .isEqualTo("permission-denied");
        listings.delete(another(owner, MarketplaceModule.LIST_FOR_ACCOUNT), ofAccount.id());

        assertThat(Problems.code(() -> listings.get(owner, ofAccount.id()))).isEqualTo("not-found");
        assertThat(listings.list(owner, null, null, null, PageRequest.first()).items())
                .extracting(Listing::id)
                .containsExactly(ofUser.id());
    }

    @Test
    void listingIsPutFirstForATime() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting"));
        Instant until = MARKETPLACE.now().plus(Duration.ofDays(1));

        assertThat(listings.feature(owner, listing.id(), until).featured()).isTrue();
        MARKETPLACE.moveTo(until.toString());

        assertThat(listings.get(owner, listing.id()).featured()).isFalse();
    }

    @Test
    void whatIsDeletedIsGivenBackToTheLimit() {
        Listing listing = listings.create(
                owner,
                gig("Casting").with(it -> it.price = Money.of("1", "EUR")).build());
        listings.delete(owner, listing.id());

        assertThat(Problems.code(() -> listings.get(owner, listing.id()))).isEqualTo("not-found");
    }

    @Test
    void repeatedRequestListsOnce() {
        ListingFields fields = gig("Casting")
                .with(it -> {
                    it.requirements = List.of(
                            new Requirement("heightCm", Requirement.Operator.AT_LEAST, 175, 2, true),
                            new Requirement("city", Requirement.Operator.ONE_OF, List.of("Wien", "Graz"), null, null));
                    it.questions = List.of(new Question("age", "How old?", Question.Type.NUMBER, null, true));
                    it.schedule = new Schedule(MARKETPLACE.now(), null, "Europe/Vienna", 90);
                })
                .build();

        Listing first = listings.create(TestContexts.repeatable(owner, "key", "body"), fields);
        Listing again = listings.create(TestContexts.repeatable(owner, "key", "body"), fields);

        assertThat(again).isEqualTo(first);
        assertThat(listings.list(owner, null, null, null, PageRequest.first()).items())
                .containsExactly(first);
    }

    @Test
    void positionsAreNoFewerThanAreFilledAndTheTypeStays() {
        Listing listing = MARKETPLACE.publish(owner, gig("Casting").with(it -> it.positions = 3));
        for (int i = 0; i < 2; i++) {
            CallContext applicant = another(owner);
            MARKETPLACE.services.applications.changeStatus(
                    owner, MARKETPLACE.apply(applicant, listing).id(), ApplicationStatus.ACCEPTED);
        }

        assertThat(Problems.fields(() -> change(listing, gig("Casting").with(it -> it.positions = 1))))
                .containsExactly("positions");
        assertThat(Problems.fields(() -> change(listing, gig("Casting").with(it -> {
                    it.positions = 3;
                    it.type = ListingType.SERVICE;
                }))))
                .containsExactly("type");
        assertThat(change(listing, gig("Casting").with(it -> it.positions = 2)).filled())
                .isEqualTo(2);
    }

    private Listing change(Listing listing, MarketplaceFixture.Fields fields) {
        return listings.update(
                owner, listing.id(), listing.version(), patch(ListingFields.class, before -> fields.build()));
    }
}
