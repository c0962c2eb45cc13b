package org.stoa.marketplace.listing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.marketplace.Amounts;
import org.stoa.marketplace.Documents;

/** A row of {@code marketplace.listing}. */
public record ListingRow(
        UUID id,
        UUID accountId,
        UUID userId,
        ListingType type,
        ListingStatus status,
        String title,
        String description,
        String language,
        Json translations,
        BigDecimal price,
        PriceType priceType,
        String currency,
        String country,
        String city,
        String postalCode,
        String street,
        Double latitude,
        Double longitude,
        Integer radiusKm,
        boolean remote,
        Instant startsAt,
        Instant endsAt,
        String timezone,
        Integer durationMinutes,
        String profileSubtype,
        Json requirements,
        Json questions,
        int questionsVersion,
        int positions,
        int filled,
        List<String> categories,
        List<String> tags,
        boolean featured,
        Instant featuredAt,
        Instant featuredUntil,
        Instant publishedAt,
        Instant expiresAt,
        long applicationCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** As a reader of a language sees it. */
    public Listing listing(Locale reader) {
        List<ListingText> translated = Documents.list(translations, ListingText.class);
        return new Listing(
                id,
                accountId,
                userId,
                type,
                status,
                title,
                description,
                language,
                translated,
                text(translated, reader.getLanguage()),
                Amounts.money(price, currency),
                priceType,
                currency,
                place(),
                remote,
                schedule(),
                profileSubtype,
                Documents.list(requirements, Requirement.class),
                Documents.list(questions, Question.class),
                questionsVersion,
                positions,
                filled,
                categories,
                tags,
                featured,
                featuredAt,
                featuredUntil,
                publishedAt,
                expiresAt,
                applicationCount,
                version,
                createdAt,
                updatedAt);
    }

    private ListingText text(List<ListingText> translated, String reader) {
        ListingText own = new ListingText(language, title, description);
        if (isOf(language, reader)) {
            return own;
        }
        return translated.stream()
                .filter(each -> isOf(each.language(), reader))
                .findFirst()
                .map(each ->
                        each.description() == null ? new ListingText(each.language(), each.title(), description) : each)
                .orElse(own);
    }

    private static boolean isOf(String tag, String language) {
        return Locale.forLanguageTag(tag).getLanguage().equals(language);
    }

    private Place place() {
        Place place = new Place(country, city, postalCode, street, latitude, longitude, radiusKm);
        return place.text() == null && latitude == null ? null : place;
    }

    private Schedule schedule() {
        boolean none = startsAt == null && endsAt == null && timezone == null && durationMinutes == null;
        return none ? null : new Schedule(startsAt, endsAt, timezone, durationMinutes);
    }
}
