package org.stoa.subscription.flag;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.api.rest.Versioned;

/**
 * A feature, and for whom it is on.
 *
 * @param key unique, such as {@code booking.calendar-sync}
 * @param onByDefault whether it is on for whom nothing else decides
 * @param rolloutPercentage for how many of a hundred tenants, or users, it is on besides; always the same ones
 * @param enabledPlans codes of the plans with which it is on
 * @param requiredFeatures without which it is off
 * @param incompatibleFeatures with which it is never on together; either of both may name the other
 * @param metadata for whoever shows flags
 */
public record FeatureFlag(
        String key,
        String name,
        String description,
        FlagCategory category,
        boolean onByDefault,
        int rolloutPercentage,
        RolloutUnit rolloutUnit,
        List<String> enabledPlans,
        List<UUID> enabledTenants,
        List<UUID> disabledTenants,
        List<String> requiredFeatures,
        List<String> incompatibleFeatures,
        Json metadata,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** What can be set of it, as it is. */
    FlagFields fields() {
        return new FlagFields(
                key,
                name,
                description,
                category,
                onByDefault,
                rolloutPercentage,
                rolloutUnit,
                enabledPlans,
                enabledTenants,
                disabledTenants,
                requiredFeatures,
                incompatibleFeatures,
                metadata);
    }

    static FeatureFlag of(FlagFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new FeatureFlag(
                fields.key(),
                fields.name(),
                fields.description(),
                fields.category(),
                fields.onByDefault(),
                fields.rolloutPercentage(),
                fields.rolloutUnit(),
                distinct(fields.enabledPlans()),
                distinct(fields.enabledTenants()),
                distinct(fields.disabledTenants()),
                distinct(fields.requiredFeatures()),
                distinct(fields.incompatibleFeatures()),
                fields.metadata(),
                version,
                createdAt,
                updatedAt);
    }

    private static <T> List<T> distinct(List<T> list) {
        return list.stream().distinct().toList();
    }
}
