package org.stoa.marketplace.listing;

import java.util.UUID;

/** Domain event {@code marketplace.ListingStatusChanged}: a listing has another status. */
public record ListingStatusChanged(UUID listingId, ListingStatus before, ListingStatus after) {}
