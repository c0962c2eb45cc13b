package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.ListingDeleted}: a listing was deleted. */
public record ListingDeleted(UUID listingId) {}
