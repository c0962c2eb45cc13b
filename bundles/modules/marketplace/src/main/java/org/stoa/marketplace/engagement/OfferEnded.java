package org.stoa.marketplace.engagement;

import java.util.UUID;

/** Domain event {@code marketplace.OfferEnded}: an offer was accepted, declined, withdrawn, or has expired. */
public record OfferEnded(UUID offerId, UUID applicationId, OfferStatus status) {}
