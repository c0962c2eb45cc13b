package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.OfferMade}: one side made an offer. */
public record OfferMade(UUID offerId, UUID applicationId, UUID fromUserId, UUID toUserId) {}
