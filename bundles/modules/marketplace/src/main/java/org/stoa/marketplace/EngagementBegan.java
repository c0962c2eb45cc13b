package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.EngagementBegan}: two sides agreed. */
public record EngagementBegan(UUID engagementId, UUID listingId, UUID providerUserId, UUID clientUserId) {}
