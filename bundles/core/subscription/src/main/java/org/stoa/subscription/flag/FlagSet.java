package org.stoa.subscription.flag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * All feature flags as they were at one moment, which do not contradict one another. Immutable.
 *
 * <p>Each flag has a say for itself: the first that applies of disabled tenant, enabled tenant, feature of the tenant,
 * enabled plan, feature of the plan, rollout and default. Those that are on by that are taken in the order of their
 * weight: by {@link Reason}, then category, then key. Each is taken together with all that it requires, unless one of
 * these is off for itself or excluded by a feature taken before. What is not taken is off.
 */
final class FlagSet {

    private final SortedMap<String, FeatureFlag> flags = new TreeMap<>();
    private final Map<String, Set<String>> exclusions = new TreeMap<>();
    private final Map<String, Set<String>> closures = new TreeMap<>();
    private final boolean byUser;

    FlagSet(Collection<FeatureFlag> all) {
        all.forEach(flag -> flags.put(flag.key(), flag));
        for (FeatureFlag flag : all) {
            closures.put(flag.key(), closure(flag.key()));
            for (String other : flag.incompatibleFeatures()) {
                exclusions.computeIfAbsent(flag.key(), key -> new TreeSet<>()).add(other);
                exclusions.computeIfAbsent(other, key -> new TreeSet<>()).add(flag.key());
            }
        }
        byUser = all.stream().anyMatch(flag -> flag.rolloutUnit() == RolloutUnit.USER && flag.rolloutPercentage() > 0);
    }

    /** All flags, by key. */
    Collection<FeatureFlag> flags() {
        return Collections.unmodifiableCollection(flags.values());
    }

    /** The flag of a feature, or null. */
    FeatureFlag find(String key) {
        return flags.get(key);
    }

    /** The features that a flag excludes or that exclude it. */
    Set<String> exclusions(String key) {
        return exclusions.getOrDefault(key, Set.of());
    }

    /** Whether users of one tenant may have different features. */
    boolean isByUser() {
        return byUser;
    }

    /** Every feature that has a flag, or is on without one, by key. */
    SortedMap<String, Verdict> evaluate(Subject subject) {
        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        subject.planFeatures().forEach(key -> verdicts.put(key, Verdict.of(Reason.PLAN_FEATURE)));
        subject.features().forEach(key -> verdicts.put(key, Verdict.of(Reason.TENANT_FEATURE)));
        List<FeatureFlag> wanted = new ArrayList<>();
        for (FeatureFlag flag : flags.values()) {
            Reason own = own(flag, subject);
            verdicts.put(flag.key(), Verdict.of(own));
            if (own.isOn()) {
                wanted.add(flag);
            }
        }
        wanted.sort(Comparator.<FeatureFlag, Reason>comparing(
                        flag -> verdicts.get(flag.key()).reason())
                .thenComparing(FeatureFlag::category)
                .thenComparing(FeatureFlag::key));
        Set<String> taken = new LinkedHashSet<>();
        Map<String, Verdict> refused = new TreeMap<>();
        for (FeatureFlag flag : wanted) {
            Verdict refusal = refusal(flag.key(), verdicts, taken);
            if (refusal == null) {
                taken.addAll(closures.get(flag.key()));
            } else {
                refused.put(flag.key(), refusal);
            }
        }
        verdicts.putAll(refused);
        return verdicts;
    }

    /** What a flag says for itself, whatever the others say. */
    Reason own(FeatureFlag flag, Subject subject) {
        if (flag.disabledTenants().contains(subject.tenantId())) {
            return Reason.DISABLED_TENANT;
        }
        if (flag.enabledTenants().contains(subject.tenantId())) {
            return Reason.ENABLED_TENANT;
        }
        if (subject.features().contains(flag.key())) {
            return Reason.TENANT_FEATURE;
        }
        if (subject.hasPlan(flag.enabledPlans())) {
            return Reason.ENABLED_PLAN;
        }
        if (subject.planFeatures().contains(flag.key())) {
            return Reason.PLAN_FEATURE;
        }
        if (flag.rolloutPercentage() > 0 && place(flag, subject) < flag.rolloutPercentage()) {
            return Reason.ROLLOUT;
        }
        return flag.onByDefault() ? Reason.ON_BY_DEFAULT : Reason.OFF_BY_DEFAULT;
    }

    static int place(FeatureFlag flag, Subject subject) {
        UUID userId = flag.rolloutUnit() == RolloutUnit.USER ? subject.userId() : null;
        return Rollout.place(flag.key(), subject.tenantId(), userId);
    }

    /** Why a feature that is on for itself cannot be, or null. */
    private Verdict refusal(String key, Map<String, Verdict> own, Set<String> taken) {
        if (taken.contains(key)) {
            return null;
        }
        for (String member : closures.get(key)) {
            if (!own.getOrDefault(member, Verdict.UNKNOWN).isOn()) {
                return new Verdict(Reason.REQUIREMENT_OFF, member);
            }
            for (String excluded : exclusions(member)) {
                if (taken.contains(excluded)) {
                    return member.equals(key)
                            ? new Verdict(Reason.INCOMPATIBLE_ON, excluded)
                            : new Verdict(Reason.REQUIREMENT_OFF, member);
                }
            }
        }
        return null;
    }

    /** A feature and all that it requires, directly or not: the feature first. */
    private Set<String> closure(String key) {
        Set<String> found = new LinkedHashSet<>(List.of(key));
        List<String> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            FeatureFlag flag = flags.get(open.remove(0));
            for (String required : flag == null ? List.<String>of() : flag.requiredFeatures()) {
                if (found.add(required)) {
                    open.add(required);
                }
            }
        }
        return found;
    }
}
