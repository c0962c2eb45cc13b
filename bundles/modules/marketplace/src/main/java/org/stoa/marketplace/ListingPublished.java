package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.ListingPublished}: a listing became active, for the first time or again. */
public record ListingPublished(UUID listingId, UUID userId, UUID accountId, String type, String title) {}
