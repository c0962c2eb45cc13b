package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.EngagementCompleted}: what was agreed on is done. */
public record EngagementCompleted(UUID engagementId, UUID listingId, UUID providerUserId, UUID clientUserId) {}
