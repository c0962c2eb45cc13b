package org.stoa.marketplace.engagement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/** The terms that both sides agree to. */
record Agreement(UUID offerId, Money price, BigDecimal quantity, Instant start, Instant end, String timezone) {

    static Agreement of(Offer offer) {
        return new Agreement(offer.id(), offer.price(), offer.quantity(), offer.start(), offer.end(), offer.timezone());
    }
}
