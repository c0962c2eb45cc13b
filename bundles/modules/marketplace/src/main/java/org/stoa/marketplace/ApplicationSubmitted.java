package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.ApplicationSubmitted}: somebody applied to a listing. */
public record ApplicationSubmitted(UUID applicationId, UUID listingId, UUID userId, UUID ownerUserId, String title) {}
