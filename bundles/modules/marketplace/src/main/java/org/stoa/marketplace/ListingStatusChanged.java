package org.stoa.marketplace;

import java.util.UUID;
import org.stoa.marketplace.listing.ListingStatus;

/** Domain event {@code marketplace.ListingStatusChanged}: a listing has another status. */
public record ListingStatusChanged(UUID listingId, ListingStatus before, ListingStatus after) {}
