package org.stoa.marketplace;

import java.util.UUID;
import org.stoa.marketplace.engagement.OfferStatus;

/** Domain event {@code marketplace.OfferEnded}: an offer was accepted, declined, countered, withdrawn (also with its application), or has expired. */
public record OfferEnded(UUID offerId, UUID applicationId, OfferStatus status) {}
