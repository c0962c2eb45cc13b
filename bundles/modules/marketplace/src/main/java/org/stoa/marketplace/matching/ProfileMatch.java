package org.stoa.marketplace.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.stoa.api.profile.Profile;
import org.stoa.marketplace.listing.Requirement;

/**
 * How well a profile fits what a listing requires, and why.
 *
 * @param ownerUserId whose profile it is, or null
 * @param fits whether it meets all that is mandatory
 * @param score weight of the conditions that it meets, in percent of that of all
 * @param conditions each with whether it is met
 * @param missing fields that are asked for and that it has not filled in
 */
public record ProfileMatch(
        UUID profileId,
        String name,
        String slug,
        UUID ownerUserId,
        boolean fits,
        int score,
        List<ConditionResult> conditions,
        List<String> missing) {

    static ProfileMatch of(List<Requirement> requirements, Profile profile) {
        List<ConditionResult> results = requirements.stream()
                .map(requirement ->
                        ConditionResult.of(requirement, Conditions.valueOf(profile.fields(), requirement.field())))
                .toList();
        long all = requirements.stream().mapToLong(Requirement::points).sum();
        long met = results.stream()
                .filter(ConditionResult::met)
                .mapToLong(result -> result.requirement().points())
                .sum();
        return new ProfileMatch(
                profile.id(),
                profile.name(),
                profile.slug(),
                profile.ownerUserId(),
                results.stream()
                        .allMatch(
                                result -> result.met() || !result.requirement().mustBeMet()),
                BigDecimal.valueOf(met * 100)
                        .divide(BigDecimal.valueOf(all), 0, RoundingMode.HALF_UP)
                        .intValue(),
                results,
                results.stream()
                        .filter(result -> result.actual() == null)
                        .map(result -> result.requirement().field())
                        .distinct()
                        .toList());
    }
}
