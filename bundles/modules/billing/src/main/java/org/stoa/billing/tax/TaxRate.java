package org.stoa.billing.tax;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.billing.currency.Decimals;

/**
 * A rate at which a tenant charges tax.
 *
 * @param inclusive whether prices under this rate include the tax
 * @param validFrom first day, or null for always
 * @param validTo last day, or null for ever
 */
public record TaxRate(
        UUID id,
        String name,
        BigDecimal percent,
        String country,
        TaxCategory category,
        String exemptionReason,
        boolean inclusive,
        LocalDate validFrom,
        LocalDate validTo,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    public TaxRate {
        percent = Decimals.plain(percent);
    }

    static TaxRate of(UUID id, TaxRateFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new TaxRate(
                id,
                fields.name(),
                fields.percent(),
                fields.country(),
                fields.category(),
                fields.exemptionReason(),
                fields.inclusive(),
                fields.validFrom(),
                fields.validTo(),
                version,
                createdAt,
                updatedAt);
    }

    public boolean isValidOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }

    TaxRateFields fields() {
        return new TaxRateFields(name, percent, country, category, exemptionReason, inclusive, validFrom, validTo);
    }
}
