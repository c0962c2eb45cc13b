package org.stoa.marketplace.listing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;

/**
 * What a client may set of a listing.
 *
 * @param accountId account it is listed for, which does not change afterwards; null for the caller alone
 * @param language BCP 47 tag of title and description; null for the tenant's
 * @param translations title and description in other languages; of up to 50,000 characters in all, with those above
 * @param price null for NEGOTIABLE alone
 * @param currency ISO 4217 code; null for that of the price, or the tenant's
 * @param remote null for false
 * @param profileSubtype which profiles the requirements are about; null for any
 * @param positions how many engagements may come of it; null for 1
 * @param categories names in lower case
 * @param tags names in lower case
 * @param expiresAt when it is found no longer; null for never
 */
public record ListingFields(
        UUID accountId,
        @NotNull ListingType type,
        @NotBlank @Size(max = 200) @SingleLine String title,
        @NotBlank @Size(max = 20_000) String description,
        @Size(max = 35) @Pattern(regexp = LANGUAGE, message = "must be a language tag such as de or en-GB")
                String language,
        @Size(max = 10) List<@NotNull @Valid ListingText> translations,
        Money price,
        @NotNull PriceType priceType,
        @Size(min = 3, max = 3) String currency,
        @Valid Place location,
        Boolean remote,
        @Valid Schedule schedule,
        @Pattern(regexp = "[a-z][a-z0-9_-]*") @Size(max = 63) String profileSubtype,
        @Size(max = 50) List<@NotNull @Valid Requirement> requirements,
        @Size(max = 30) List<@NotNull @Valid Question> questions,
        @Min(1) @Max(10_000) Integer positions,
        @Size(max = 10) List<@NotNull @Pattern(regexp = LABEL, message = LABEL_RULE) @Size(max = 60) String> categories,
        @Size(max = 30) List<@NotNull @Pattern(regexp = LABEL, message = LABEL_RULE) @Size(max = 60) String> tags,
        Instant expiresAt) {

    // Their length comes first: on a long text the repeated group would overflow the stack.
    static final String LANGUAGE = "(?=.{1,35}$)[a-z]{2,3}(-[A-Za-z0-9]{1,8})*";
    static final String LABEL = "(?=.{1,60}$)[\\p{Ll}\\p{Lo}\\p{N}]+([ -][\\p{Ll}\\p{Lo}\\p{N}]+)*";
    static final String LABEL_RULE = "must be words in lower case, joined by single spaces or hyphens";

    public ListingFields {
        translations = translations == null ? List.of() : translations;
        remote = Boolean.TRUE.equals(remote);
        requirements = requirements == null ? List.of() : requirements;
        questions = questions == null ? List.of() : questions;
        positions = positions == null ? 1 : positions;
        categories = categories == null ? List.of() : categories;
        tags = tags == null ? List.of() : tags;
    }

    /** The same with what was left open, by default. */
    ListingFields completed(String tenantLanguage, String tenantCurrency) {
        String code = price != null ? price.currency().getCurrencyCode() : tenantCurrency;
        return new ListingFields(
                accountId,
                type,
                title,
                description,
                language == null ? tenantLanguage : language,
                translations,
                price,
                priceType,
                currency == null ? code : currency,
                location,
                remote,
                schedule,
                profileSubtype,
                requirements,
                questions,
                positions,
                categories.stream().distinct().toList(),
                tags.stream().distinct().toList(),
                expiresAt);
    }
}
