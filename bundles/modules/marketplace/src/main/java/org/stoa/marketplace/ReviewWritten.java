package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.ReviewWritten}: one side has reviewed the other; nobody reads it yet. */
public record ReviewWritten(UUID reviewId, UUID engagementId, UUID authorUserId, UUID subjectUserId) {}
