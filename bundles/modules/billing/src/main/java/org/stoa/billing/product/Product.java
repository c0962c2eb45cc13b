package org.stoa.billing.product;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.billing.currency.UnitPrice;

/**
 * Something that is sold again and again.
 *
 * @param names in other languages than that of {@code name}
 * @param unit what is counted, or null for pieces
 * @param prices one per currency, with or without tax as its tax rate says
 * @param taxRateId null for the tenant's
 */
public record Product(
        UUID id,
        String code,
        String name,
        List<Translation> names,
        String unit,
        List<UnitPrice> prices,
        UUID taxRateId,
        boolean active,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {
    public Product {
        names = List.copyOf(names);
        prices = List.copyOf(prices);
    }

    static Product of(UUID id, ProductFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new Product(
                id,
                fields.code(),
                fields.name(),
                fields.names(),
                fields.unit(),
                fields.prices(),
                fields.taxRateId(),
                fields.active(),
                version,
                createdAt,
                updatedAt);
    }

    /** @param language BCP 47 tag, or null */
    public String nameIn(String language) {
        String primary = language == null ? "" : language.replaceFirst("-.*", "");
        return names.stream()
                .filter(translation -> translation.language().equals(primary))
                .map(Translation::name)
                .findFirst()
                .orElse(name);
    }

    public Optional<UnitPrice> priceIn(Currency currency) {
        return prices.stream()
                .filter(price -> price.currency().equals(currency))
                .findFirst();
    }

    ProductFields fields() {
        return new ProductFields(code, name, names, unit, prices, taxRateId, active);
    }
}
