package org.stoa.marketplace.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/**
 * What the published reviews of a user come to.
 *
 * @param average with two decimals, rounded half up; null without reviews
 */
public record Rating(UUID userId, long reviews, BigDecimal average) {

    static Rating of(UUID userId, long reviews, long total) {
        BigDecimal average = reviews == 0
                ? null
                : BigDecimal.valueOf(total).divide(BigDecimal.valueOf(reviews), 2, RoundingMode.HALF_UP);
        return new Rating(userId, reviews, average);
    }
}
