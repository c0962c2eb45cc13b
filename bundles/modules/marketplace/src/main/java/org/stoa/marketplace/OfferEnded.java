package org.stoa.marketplace;

import java.util.UUID;
import org.stoa.marketplace.engagement.OfferStatus;

/** Domain event {@code marketplace.OfferEnded}: an offer was accepted, declined, withdrawn, or has expired. */
public record OfferEnded(UUID offerId, UUID applicationId, OfferStatus status) {}
