package org.stoa.marketplace.review;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.marketplace.MarketplaceModule;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.ReviewWritten;
import org.stoa.marketplace.ReviewsPublished;
import org.stoa.marketplace.engagement.Engagement;
import org.stoa.marketplace.engagement.EngagementMapper;
import org.stoa.marketplace.engagement.Engagements;

/**
 * Keeps what the two sides say of one another. Neither reads the other's words before both have written, or the time for
 * that is over, so that nobody answers a review by another.
 */
@Component(service = Reviews.class)
public final class Reviews {
    /** How long after the completion reviews can be written. */
    static final Duration PERIOD = Duration.ofDays(14);

    private static final String TABLE = "marketplace.review";

    private final Database database;
    private final Engagements engagements;
    private final TenantClock clock;

    @Activate
    public Reviews(@Reference Database database, @Reference Engagements engagements, @Reference TenantClock clock) {
        this.database = database;
        this.engagements = engagements;
        this.clock = clock;
    }

    /** The published reviews about a user, newest first. */
    public Page<Review> about(CallContext context, UUID userId, PageRequest page) {
        return database.read(
                context, ReviewMapper.class, mapper -> Page.of(mapper.about(userId, page), page, Review::id));
    }

    /** What the published reviews of a user come to; none for whoever nobody has reviewed. */
    public Rating rating(CallContext context, UUID userId) {
        ReviewMapper.Sums sums = database.read(context, ReviewMapper.class, mapper -> mapper.sums(userId));
        return sums == null ? Rating.of(userId, 0, 0) : Rating.of(userId, sums.reviews(), sums.total());
    }

    /** The published reviews of an engagement, and the caller's own. */
    public List<Review> ofEngagement(CallContext context, UUID engagementId) {
        engagements.get(context, engagementId);
        UUID user = context.caller().userId();
        return database.read(context, ReviewMapper.class, mapper -> mapper.ofEngagement(engagementId)).stream()
                .filter(review ->
                        review.publishedAt() != null || review.authorUserId().equals(user))
                .toList();
    }

    /** One of the sides reviews the other. */
    public Review write(CallContext context, UUID engagementId, ReviewFields fields) {
        UUID user = Members.requireUser(context);
        engagements.get(context, engagementId);
        Instant now = clock.now(context);
        return database.write(context, ReviewMapper.class, (mapper, transaction) -> {
            // One after the other: each must see whether the other has written.
            Engagement engagement = transaction
                    .mapper(EngagementMapper.class)
                    .findAndLock(engagementId)
                    .engagement();
            UUID subject = otherOf(engagement, user);
            requireOpen(engagement, now);
            Review review =
                    new Review(Ids.next(), engagementId, user, subject, fields.rating(), fields.text(), null, now);
            if (mapper.insert(context.requireTenant(), review) == 0) {
                throw ProblemException.of(MarketplaceProblem.ALREADY_REVIEWED);
            }
            transaction.audit(AuditEntry.created("review.write", TABLE, review.id(), review));
            transaction.publish(new ReviewWritten(review.id(), engagementId, user, subject));
            if (mapper.publishBoth(engagementId, now) > 0) {
                transaction.publish(new ReviewsPublished(engagementId));
            } else {
                transaction.publish(
                        new ReviewPeriodEnded(engagementId),
                        engagement.completedAt().plus(PERIOD));
            }
            return mapper.find(review.id());
        });
    }

    /** Publishes what there is, when no more is to come. */
    void publish(CallContext context, UUID engagementId) {
        Instant now = clock.now(context);
        database.write(context, ReviewMapper.class, (mapper, transaction) -> {
            if (mapper.publishAll(engagementId, now) > 0) {
                transaction.publish(new ReviewsPublished(engagementId));
            }
            return engagementId;
        });
    }

    private static UUID otherOf(Engagement engagement, UUID user) {
        if (user.equals(engagement.ownerUserId())) {
            return engagement.applicantUserId();
        }
        if (user.equals(engagement.applicantUserId())) {
            return engagement.ownerUserId();
        }
        throw ProblemException.of(CommonProblem.PERMISSION_DENIED, MarketplaceModule.WRITE);
    }

    private static void requireOpen(Engagement engagement, Instant now) {
        if (engagement.status() != Engagement.Status.COMPLETED) {
            throw ProblemException.of(MarketplaceProblem.ENGAGEMENT_NOT_COMPLETED);
        }
        if (!engagement.completedAt().plus(PERIOD).isAfter(now)) {
            throw ProblemException.of(MarketplaceProblem.REVIEW_PERIOD_OVER, PERIOD.toDays());
        }
    }
}
