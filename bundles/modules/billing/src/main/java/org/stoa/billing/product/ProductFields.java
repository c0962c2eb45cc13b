package org.stoa.billing.product;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.SingleLine;
import org.stoa.billing.currency.UnitPrice;

/**
 * What a client may set of a product.
 *
 * @param code unique within the tenant
 * @param name what invoices call it where {@code names} has nothing in the language of the customer
 * @param names in other languages, one each
 * @param unit what is counted, such as {@code hour}, or null for pieces
 * @param prices one per currency
 * @param taxRateId null for the tenant's
 * @param active null for yes; one that is not is put on no further invoice
 */
public record ProductFields(
        @NotBlank @Size(max = 100) @SingleLine String code,
        @NotBlank @Size(max = 500) @SingleLine String name,
        @Size(max = 50) List<@NotNull @Valid Translation> names,
        @Size(max = 30) @SingleLine String unit,
        @Size(max = 200) List<@NotNull UnitPrice> prices,
        UUID taxRateId,
        Boolean active) {
    public ProductFields {
        names = names == null ? List.of() : names;
        prices = prices == null ? List.of() : prices;
        active = active == null || active;
    }

    /** @throws ProblemException 400 {@code invalid-request} for a second name in a language or price in a currency */
    ProductFields checked() {
        Set<String> languages = new HashSet<>();
        for (int index = 0; index < names.size(); index++) {
            if (!languages.add(names.get(index).language())) {
                throw ProblemException.invalid("names[" + index + "].language", "must not be there twice");
            }
        }
        Set<String> currencies = new HashSet<>();
        for (int index = 0; index < prices.size(); index++) {
            if (!currencies.add(prices.get(index).currency().getCurrencyCode())) {
                throw ProblemException.invalid("prices[" + index + "].currency", "must not be there twice");
            }
        }
        return this;
    }
}
