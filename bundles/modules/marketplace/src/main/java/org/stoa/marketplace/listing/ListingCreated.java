package org.stoa.marketplace.listing;

import java.util.UUID;

/** Domain event {@code marketplace.ListingCreated}: something was listed, as a draft. */
public record ListingCreated(UUID listingId, UUID userId, UUID accountId, String type, String title) {}
