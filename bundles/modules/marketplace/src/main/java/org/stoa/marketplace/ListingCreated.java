package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.ListingCreated}: something was listed, as a draft. */
public record ListingCreated(UUID listingId, UUID userId, UUID accountId, String type, String title) {}
