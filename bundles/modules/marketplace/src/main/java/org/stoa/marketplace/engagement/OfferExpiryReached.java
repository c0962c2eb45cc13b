package org.stoa.marketplace.engagement;

import java.util.UUID;

/** Domain event {@code marketplace.OfferExpiryReached}: the time of an offer has passed. */
public record OfferExpiryReached(UUID offerId) {}
