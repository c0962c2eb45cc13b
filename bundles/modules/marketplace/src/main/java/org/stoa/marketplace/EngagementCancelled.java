package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.EngagementCancelled}: what was agreed on will not be done. */
public record EngagementCancelled(UUID engagementId, UUID listingId, UUID byUserId, String reason) {}
