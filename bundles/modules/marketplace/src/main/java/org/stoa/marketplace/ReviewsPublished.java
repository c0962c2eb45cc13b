package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.ReviewsPublished}: the reviews of an engagement can be read. */
public record ReviewsPublished(UUID engagementId) {}
