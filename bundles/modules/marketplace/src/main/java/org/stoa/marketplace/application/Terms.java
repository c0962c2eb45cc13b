package org.stoa.marketplace.application;

import java.time.Instant;
import java.time.ZoneId;
import org.stoa.api.value.Money;
import org.stoa.marketplace.listing.Listing;
import org.stoa.marketplace.listing.PriceType;
import org.stoa.marketplace.listing.Schedule;

/**
 * What a listing offers.
 *
 * @param price in all; null where the listing names none, or one for each hour or day
 */
public record Terms(Money price, Instant start, Instant end, String timezone) {

    static Terms of(Listing listing, ZoneId zone) {
        boolean inAll = listing.priceType() == PriceType.FIXED || listing.priceType() == PriceType.PROJECT;
        Money price = inAll ? listing.price() : null;
        Schedule schedule = listing.schedule();
        if (schedule == null) {
            return new Terms(price, null, null, zone.getId());
        }
        String timezone = schedule.timezone() == null ? zone.getId() : schedule.timezone();
        return new Terms(price, schedule.start(), schedule.end(), timezone);
    }
}
