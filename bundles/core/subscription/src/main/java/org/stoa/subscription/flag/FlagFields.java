package org.stoa.subscription.flag;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.api.value.SingleLine;

/**
 * What can be set of a feature flag; see {@link FeatureFlag}. The key stays what it was at first.
 *
 * @param rolloutPercentage null for 0
 * @param rolloutUnit null for {@code TENANT}
 * @param metadata a small JSON object for whoever shows flags; null for an empty one
 */
public record FlagFields(
        @NotNull @Size(max = LONGEST_KEY) @Pattern(regexp = KEY, message = KEY_RULE) String key,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(max = 2000) String description,
        @NotNull FlagCategory category,
        Boolean onByDefault,
        @Min(0) @Max(100) Integer rolloutPercentage,
        RolloutUnit rolloutUnit,
        @Size(max = MOST)
                List<@NotNull @Size(max = 100) @Pattern(regexp = KEY, message = KEY_RULE) String> enabledPlans,
        @Size(max = MOST_TENANTS) List<@NotNull UUID> enabledTenants,
        @Size(max = MOST_TENANTS) List<@NotNull UUID> disabledTenants,
        @Size(max = MOST) List<@NotNull @Size(max = LONGEST_KEY) String> requiredFeatures,
        @Size(max = MOST) List<@NotNull @Size(max = LONGEST_KEY) String> incompatibleFeatures,
        Json metadata) {

    static final int LONGEST_KEY = 100;
    static final String KEY = "[a-z][a-z0-9]*([._-][a-z0-9]+){0,9}";
    static final String KEY_RULE = "must be lower-case words joined by one of . _ -, such as booking.calendar-sync";
    private static final int LONGEST_METADATA = 4000;
    private static final int MOST = 100;
    private static final int MOST_TENANTS = 1000;

    public FlagFields {
        onByDefault = Boolean.TRUE.equals(onByDefault);
        rolloutPercentage = rolloutPercentage == null ? 0 : rolloutPercentage;
        rolloutUnit = rolloutUnit == null ? RolloutUnit.TENANT : rolloutUnit;
        enabledPlans = orEmpty(enabledPlans);
        enabledTenants = orEmpty(enabledTenants);
        disabledTenants = orEmpty(disabledTenants);
        requiredFeatures = orEmpty(requiredFeatures);
        incompatibleFeatures = orEmpty(incompatibleFeatures);
        metadata = metadata == null ? Json.emptyObject() : metadata;
    }

    @AssertTrue(message = "enabledTenants and disabledTenants must not name the same tenant")
    boolean isOfOneMind() {
        return Collections.disjoint(enabledTenants, disabledTenants);
    }

    @AssertTrue(message = "incompatibleFeatures must not name the feature itself")
    boolean isCompatibleWithItself() {
        return !incompatibleFeatures.contains(key);
    }

    @AssertTrue(message = "metadata must be a JSON object of at most " + LONGEST_METADATA + " characters")
    boolean isSmall() {
        return metadata.text().startsWith("{") && metadata.text().length() <= LONGEST_METADATA;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
