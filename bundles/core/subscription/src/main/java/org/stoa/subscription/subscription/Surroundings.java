package org.stoa.subscription.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What a subscription finds around it at a moment.
 *
 * @param now when it is stored, by the platform's clock
 * @param today the day where the tenant is, by the tenant's clock
 * @param test whether that is a test clock
 * @param language of the tenant
 * @param billed whether charges are handed to a tenant who bills
 */
record Surroundings(Instant now, LocalDate today, ZoneId zone, boolean test, Locale language, boolean billed) {

    /** The moment at which a day begins. */
    Instant begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
