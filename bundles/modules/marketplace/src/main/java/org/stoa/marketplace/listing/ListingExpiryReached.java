package org.stoa.marketplace.listing;

import java.util.UUID;

/** Domain event {@code marketplace.ListingExpiryReached}: the time of a listing has passed, unless it was prolonged. */
public record ListingExpiryReached(UUID listingId) {}
