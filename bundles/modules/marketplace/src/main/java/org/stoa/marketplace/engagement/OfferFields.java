package org.stoa.marketplace.engagement;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.stoa.api.value.Money;

/**
 * What one side proposes.
 *
 * @param price of one hour, day or piece
 * @param quantity how many of these; null for 1
 * @param start together with {@code end}: the time that both will be there; null where none is agreed on
 * @param timezone IANA name; null for the listing's, or the tenant's
 * @param expiresAt until when it can be accepted; null for as long as it is open
 */
public record OfferFields(
        @NotNull Money price,
        @DecimalMin("0.0001") @DecimalMax("1000000") @Digits(integer = 7, fraction = 4) BigDecimal quantity,
        Instant start,
        Instant end,
        @Size(max = 64) String timezone,
        @Size(max = 5000) String message,
        Instant expiresAt) {}
