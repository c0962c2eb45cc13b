package org.stoa.marketplace.listing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.api.value.Money;

/**
 * What somebody offers or looks for.
 *
 * @param userId who has listed it
 * @param text title and description in the language of the caller, where there is a translation
 * @param questionsVersion grows with each change of the questions
 * @param filled how many engagements have come of it that were not cancelled
 * @param featured whether it is put first, until {@code featuredUntil}
 * @param publishedAt when it became active for the first time; null before
 * @param applications how many have applied and not withdrawn
 */
public record Listing(
        UUID id,
        UUID accountId,
        UUID userId,
        ListingType type,
        ListingStatus status,
        String title,
        String description,
        String language,
        List<ListingText> translations,
        ListingText text,
        Money price,
        PriceType priceType,
        String currency,
        Place location,
        boolean remote,
        Schedule schedule,
        String profileSubtype,
        List<Requirement> requirements,
        List<Question> questions,
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
        long applications,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    ListingFields fields() {
        return new ListingFields(
                accountId,
                type,
                title,
                description,
                language,
                translations,
                price,
                priceType,
                currency,
                location,
                remote,
                schedule,
                profileSubtype,
                requirements,
                questions,
                positions,
                categories,
                tags,
                expiresAt);
    }

    /** Whether it takes applications at a time; the event of its end may come a moment later. */
    public boolean isOpenAt(Instant now) {
        return status == ListingStatus.ACTIVE && (expiresAt == null || expiresAt.isAfter(now));
    }
}
