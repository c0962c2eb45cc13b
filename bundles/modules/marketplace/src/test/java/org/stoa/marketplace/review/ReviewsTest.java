package org.stoa.marketplace.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.marketplace.MarketplaceFixture.another;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.marketplace.MarketplaceFixture;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.Problems;

class ReviewsTest {
    private static final MarketplaceFixture MARKETPLACE = new MarketplaceFixture();

    private final CallContext owner = MARKETPLACE.newTenant();
    private final CallContext applicant = another(owner);
    private final UUID provider = applicant.caller().userId();
    private final Reviews reviews = MARKETPLACE.services.reviews;

    @AfterAll
    static void close() {
        MARKETPLACE.close();
    }

    @Test
    void neitherReadsTheOtherBeforeBothHaveWritten() {
        UUID engagement = completed(owner, applicant);

        reviews.write(owner, engagement, new ReviewFields(5, "Great"));

        assertThat(reviews.ofEngagement(applicant, engagement)).isEmpty();
        assertThat(reviews.ofEngagement(owner, engagement)).hasSize(1);
        assertThat(reviews.rating(owner, provider)).isEqualTo(new Rating(provider, 0, null));

        reviews.write(applicant, engagement, new ReviewFields(3, null));

        assertThat(reviews.ofEngagement(applicant, engagement)).hasSize(2);
        assertThat(reviews.about(another(owner), provider, PageRequest.first()).items())
                .extracting(Review::text)
                .containsExactly("Great");
        assertThat(reviews.rating(owner, provider)).isEqualTo(new Rating(provider, 1, new BigDecimal("5.00")));
    }

    @Test
    void reviewIsReadTwoWeeksAfterTheCompletionInAnyCase() {
        UUID engagement = completed(owner, applicant);
        reviews.write(owner, engagement, new ReviewFields(4, "Good"));

        MARKETPLACE.clock.advance(Duration.ofDays(14));
        assertThat(Problems.code(() -> reviews.write(applicant, engagement, new ReviewFields(1, "Revenge"))))
                .isEqualTo("review-period-over");
        MARKETPLACE.deliver();
        MARKETPLACE.deliver();

        assertThat(reviews.ofEngagement(applicant, engagement)).hasSize(1);
        assertThat(reviews.rating(owner, provider).average()).isEqualByComparingTo("4");
    }

    @Test
    void reviewIsWrittenOnceByASideOfWhatIsCompleted() {
        UUID active = MARKETPLACE.engage(owner, applicant).id();
        UUID engagement = completed(owner, another(owner));
        reviews.write(owner, engagement, new ReviewFields(4, null));

        assertThat(Problems.code(() -> reviews.write(owner, active, new ReviewFields(4, null))))
                .isEqualTo("engagement-not-completed");
        assertThat(Problems.code(() -> reviews.write(owner, engagement, new ReviewFields(5, null))))
                .isEqualTo("already-reviewed");
        assertThat(Problems.code(() -> reviews.write(
                        another(owner, MarketplaceModule.READ_ALL), engagement, new ReviewFields(5, null))))
                .isEqualTo("permission-denied");
        assertThat(Problems.code(() -> reviews.write(another(owner), engagement, new ReviewFields(5, null))))
                .isEqualTo("not-found");
    }

    @Test
    void averageIsExactHoweverManyWriteAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> calls = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < 30; i++) {
            CallContext client = another(owner);
            UUID engagement = completed(client, applicant);
            int rating = 1 + i % 5;
            total += rating;
            calls.add(threads.submit(() -> reviews.write(client, engagement, new ReviewFields(rating, null))));
            calls.add(threads.submit(() -> reviews.write(applicant, engagement, new ReviewFields(5, null))));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();

        assertThat(reviews.rating(owner, provider)).isEqualTo(Rating.of(provider, 30, total));
    }

    @Test
    void twoWhoHaveDoneMuchTogetherDoNotWaitForOneAnother() throws Exception {
        List<UUID> engagements = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UUID engagement = i % 2 == 0 ? completed(owner, applicant) : completed(applicant, owner);
            reviews.write(i % 3 == 0 ? owner : applicant, engagement, new ReviewFields(4, null));
            engagements.add(engagement);
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < engagements.size(); i++) {
            UUID engagement = engagements.get(i);
            CallContext other = i % 3 == 0 ? applicant : owner;
            calls.add(threads.submit(() -> reviews.write(other, engagement, new ReviewFields(4, null))));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();

        assertThat(reviews.rating(owner, provider)).isEqualTo(Rating.of(provider, 24, 96));
    }

    private static UUID completed(CallContext client, CallContext provider) {
        UUID engagement = MARKETPLACE.engage(client, provider).id();
        MARKETPLACE.services.engagements.complete(client, engagement);
        return engagement;
    }
}
