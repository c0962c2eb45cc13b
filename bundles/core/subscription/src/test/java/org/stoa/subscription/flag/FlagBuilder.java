package org.stoa.subscription.flag;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;

/** A flag that is off for everybody, and what is changed of it. */
record FlagBuilder(FlagFields fields) {

    static FlagBuilder flag(String key) {
        return new FlagBuilder(new FlagFields(
                key, "Feature " + key, null, FlagCategory.CORE, false, 0, null, null, null, null, null, null, null));
    }

    FlagBuilder requires(String... keys) {
        return with(fields.enabledPlans(), fields.enabledTenants(), List.of(keys), fields.incompatibleFeatures());
    }

    FlagBuilder excludes(String... keys) {
        return with(fields.enabledPlans(), fields.enabledTenants(), fields.requiredFeatures(), List.of(keys));
    }

    FlagBuilder plans(String... codes) {
        return with(List.of(codes), fields.enabledTenants(), fields.requiredFeatures(), fields.incompatibleFeatures());
    }

    FlagBuilder tenants(UUID... ids) {
        return with(fields.enabledPlans(), List.of(ids), fields.requiredFeatures(), fields.incompatibleFeatures());
    }

    FlagBuilder onByDefault() {
        return with(
                fields.category(), true, fields.rolloutPercentage(), fields.rolloutUnit(), fields.disabledTenants());
    }

    FlagBuilder rollout(int percentage) {
        return rollout(percentage, RolloutUnit.TENANT);
    }

    FlagBuilder rollout(int percentage, RolloutUnit unit) {
        return with(fields.category(), fields.onByDefault(), percentage, unit, fields.disabledTenants());
    }

    FlagBuilder category(FlagCategory category) {
        return with(
                category,
                fields.onByDefault(),
                fields.rolloutPercentage(),
                fields.rolloutUnit(),
                fields.disabledTenants());
    }

    FlagBuilder without(UUID... ids) {
        return with(
                fields.category(),
                fields.onByDefault(),
                fields.rolloutPercentage(),
                fields.rolloutUnit(),
                List.of(ids));
    }

    FeatureFlag build() {
        return FeatureFlag.of(fields, 1, Instant.EPOCH, Instant.EPOCH);
    }

    private FlagBuilder with(List<String> plans, List<UUID> tenants, List<String> required, List<String> excluded) {
        return new FlagBuilder(new FlagFields(
                fields.key(),
                fields.name(),
                null,
                fields.category(),
                fields.onByDefault(),
                fields.rolloutPercentage(),
                fields.rolloutUnit(),
                plans,
                tenants,
                fields.disabledTenants(),
                required,
                excluded,
                Json.emptyObject()));
    }

    private FlagBuilder with(
            FlagCategory category, boolean onByDefault, int percentage, RolloutUnit unit, List<UUID> disabled) {
        return new FlagBuilder(new FlagFields(
                fields.key(),
                fields.name(),
                null,
                category,
                onByDefault,
                percentage,
                unit,
                fields.enabledPlans(),
                fields.enabledTenants(),
                disabled,
                fields.requiredFeatures(),
                fields.incompatibleFeatures(),
                Json.emptyObject()));
    }
}
