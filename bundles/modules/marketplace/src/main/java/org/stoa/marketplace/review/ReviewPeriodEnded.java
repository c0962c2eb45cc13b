package org.stoa.marketplace.review;

import java.util.UUID;

/** Domain event {@code marketplace.ReviewPeriodEnded}: no more reviews of an engagement are taken. */
public record ReviewPeriodEnded(UUID engagementId) {}
