package org.stoa.marketplace.review;

import java.time.Instant;
import java.util.UUID;

/**
 * What one side of an engagement says of the other.
 *
 * @param authorUserId who has written it
 * @param subjectUserId whom it is about
 * @param rating 1 to 5, 5 being the best
 * @param publishedAt when others could read it; null before
 */
public record Review(
        UUID id,
        UUID engagementId,
        UUID authorUserId,
        UUID subjectUserId,
        int rating,
        String text,
        Instant publishedAt,
        Instant createdAt) {}
