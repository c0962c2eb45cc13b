package org.stoa.marketplace.listing;

import java.util.UUID;

/** Domain event {@code marketplace.ListingDeleted}: a listing was deleted. */
public record ListingDeleted(UUID listingId) {}
