package org.stoa.subscription.flag;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Keeps the feature flags, which are checked as a set with every change: no two changes run at the same time. */
@Component(service = Flags.class)
public final class Flags {

    private static final int MOST = 1000;
    private static final String RESOURCE = "subscription.feature_flag";

    private final PlatformDatabase database;
    private final FlagSnapshot snapshot;
    private final Clock clock;

    @Activate
    public Flags(@Reference PlatformDatabase database, @Reference FlagSnapshot snapshot) {
        this(database, snapshot, Clock.systemUTC());
    }

    Flags(PlatformDatabase database, FlagSnapshot snapshot, Clock clock) {
        this.database = database;
        this.snapshot = snapshot;
        this.clock = clock;
    }

    /** All flags by key, read from the database. */
    public List<FeatureFlag> list(CallContext context) {
        return database.read(context, FlagMapper.class, FlagMapper::all);
    }

    /** One flag, read from the database, or 404. */
    public FeatureFlag get(CallContext context, String key) {
        return existing(byKey(list(context)), key);
    }

    /**
     * Adds a flag.
     *
     * @throws ProblemException 400 {@code invalid-request} for a feature that does not exist; 409 {@code conflict} for a
     *     key that is taken, {@code feature-conflict} with the smallest conflict
     */
    public FeatureFlag create(CallContext context, FlagFields fields) {
        FeatureFlag created = database.write(context, FlagMapper.class, (mapper, transaction) -> {
            mapper.lock();
            Map<String, FeatureFlag> flags = byKey(mapper.all());
            if (flags.containsKey(fields.key())) {
                throw ProblemException.of(CommonProblem.CONFLICT, "There is already a feature flag with this key.")
                        .withField("key", "is already taken");
            }
            if (flags.size() >= MOST) {
                throw ProblemException.of(CommonProblem.CONFLICT, "There may be at most " + MOST + " feature flags.");
            }
            Instant now = now();
            FeatureFlag flag = FeatureFlag.of(fields, 1, now, now);
            flags.put(flag.key(), flag);
            check(flags, flag);
            mapper.insert(flag);
            transaction.audit(new AuditEntry("flag.create", RESOURCE, flag.key(), null, flag));
            transaction.changed(FlagSnapshot.TAG);
            return flag;
        });
        snapshot.changed();
        return created;
    }

    /**
     * Changes a flag.
     *
     * @param version the version that the caller last read
     * @throws ProblemException as when one is added; 404; 412 {@code precondition-failed}
     */
    public FeatureFlag update(CallContext context, String key, long version, UnaryOperator<FlagFields> change) {
        FeatureFlag changed = database.write(context, FlagMapper.class, (mapper, transaction) -> {
            mapper.lock();
            Map<String, FeatureFlag> flags = byKey(mapper.all());
            FeatureFlag before = existing(flags, key);
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            FlagFields fields = change.apply(before.fields());
            if (!fields.key().equals(key)) {
                throw ProblemException.invalid("key", "must stay what it is");
            }
            FeatureFlag after = FeatureFlag.of(fields, version + 1, before.createdAt(), now());
            flags.put(key, after);
            check(flags, after);
            mapper.update(after);
            transaction.audit(new AuditEntry("flag.update", RESOURCE, key, before, after));
            transaction.changed(FlagSnapshot.TAG);
            return after;
        });
        snapshot.changed();
        return changed;
    }

    /** Deletes a flag that no other one names, or 409 {@code feature-in-use}. */
    public void delete(CallContext context, String key) {
        database.write(context, FlagMapper.class, (mapper, transaction) -> {
            mapper.lock();
            Map<String, FeatureFlag> flags = byKey(mapper.all());
            FeatureFlag flag = existing(flags, key);
            List<String> users = flags.values().stream()
                    .filter(other -> other.requiredFeatures().contains(key)
                            || other.incompatibleFeatures().contains(key))
                    .map(FeatureFlag::key)
                    .toList();
            if (!users.isEmpty()) {
                throw ProblemException.of(FlagProblem.FEATURE_IN_USE, String.join(", ", users))
                        .with("features", users);
            }
            mapper.delete(key);
            transaction.audit(new AuditEntry("flag.delete", RESOURCE, key, flag, null));
            transaction.changed(FlagSnapshot.TAG);
            return key;
        });
        snapshot.changed();
    }

    private static void check(Map<String, FeatureFlag> flags, FeatureFlag changed) {
        requireKnown(flags, "requiredFeatures", changed.requiredFeatures());
        requireKnown(flags, "incompatibleFeatures", changed.incompatibleFeatures());
        Conflict conflict = ConflictSearch.smallest(flags.values());
        if (conflict != null) {
            throw ProblemException.of(FlagProblem.FEATURE_CONFLICT, conflict.toString())
                    .with("conflict", conflict);
        }
    }

    private static void requireKnown(Map<String, FeatureFlag> flags, String field, List<String> named) {
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (!flags.containsKey(named.get(i))) {
                unknown.add(i);
            }
        }
        if (!unknown.isEmpty()) {
            ProblemException problem = ProblemException.of(
                    CommonProblem.INVALID_REQUEST, field + " names features that have no flag: make theirs first");
            unknown.forEach(
                    i -> problem.withField(field + "[" + i + "]", "is no feature with a flag: " + named.get(i)));
            throw problem;
        }
    }

    private static FeatureFlag existing(Map<String, FeatureFlag> flags, String key) {
        FeatureFlag flag = flags.get(key);
        if (flag == null) {
            throw ProblemException.notFound("feature flag");
        }
        return flag;
    }

    private static Map<String, FeatureFlag> byKey(Collection<FeatureFlag> all) {
        Map<String, FeatureFlag> flags = new LinkedHashMap<>();
        all.forEach(flag -> flags.put(flag.key(), flag));
        return flags;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
