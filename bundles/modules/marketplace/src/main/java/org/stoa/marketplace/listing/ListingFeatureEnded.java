package org.stoa.marketplace.listing;

import java.util.UUID;

/** Domain event {@code marketplace.ListingFeatureEnded}: a listing is put first no longer, unless that was prolonged. */
public record ListingFeatureEnded(UUID listingId) {}
