package org.stoa.subscription.flag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.feature.Features;
import org.stoa.api.security.CallContext;

/** Evaluates the features of a tenant once, until a flag or something that is known of the tenant changes. */
@Component(service = {EvaluatedFeatures.class, Features.class})
public final class EvaluatedFeatures implements Features {

    private static final int MOST = 10_000;

    private final FlagSnapshot snapshot;
    private final Subjects subjects;
    private final Cache<Who, Evaluation> evaluations =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Who(UUID tenantId, UUID userId) {}

    private record Evaluation(FlagSet flags, Subject subject, SortedMap<String, Verdict> verdicts) {}

    @Activate
    public EvaluatedFeatures(@Reference FlagSnapshot snapshot, @Reference Subjects subjects) {
        this.snapshot = snapshot;
        this.subjects = subjects;
    }

    @Override
    public boolean isOn(CallContext context, String key) {
        return verdict(context, context.caller().userId(), key).isOn();
    }

    @Override
    public Map<String, Boolean> all(CallContext context) {
        SortedMap<String, Boolean> all = new TreeMap<>();
        verdicts(context, context.caller().userId()).forEach((key, verdict) -> all.put(key, verdict.isOn()));
        return Collections.unmodifiableSortedMap(all);
    }

    /** Whether a feature is on for a user of the context's tenant, or for who is none, and why. */
    Verdict verdict(CallContext context, UUID userId, String key) {
        return verdicts(context, userId).getOrDefault(key, Verdict.UNKNOWN);
    }

    /** The same of all features that have a flag, or are on without one, by key. */
    SortedMap<String, Verdict> verdicts(CallContext context, UUID userId) {
        FlagSet flags = snapshot.current();
        UUID counted = flags.isByUser() ? userId : null;
        Subject subject = subjects.of(context, counted);
        Who who = new Who(subject.tenantId(), counted);
        Evaluation known = evaluations.getIfPresent(who);
        if (known == null || known.flags() != flags || !known.subject().equals(subject)) {
            known = new Evaluation(flags, subject, Collections.unmodifiableSortedMap(flags.evaluate(subject)));
            evaluations.put(who, known);
        }
        return known.verdicts();
    }
}
