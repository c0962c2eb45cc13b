package org.stoa.subscription.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.Documents;
import org.stoa.subscription.SubscriptionProblem;

/**
 * The catalogue of plans. A version is prepared as a draft, and stays as it is once it is published: whoever has
 * subscribed to it keeps it.
 */
@Component(service = Plans.class)
public final class Plans {

    private static final String PLAN = "subscription.plan";
    private static final String VERSION = "subscription.plan_version";
    private static final int KEPT = 10_000;
    private static final Duration LIFETIME = Duration.ofHours(1);

    private record Key(String code, int number) {}

    private final PlatformDatabase database;
    private final Clock clock;
    /** Published ones only: they never change. */
    private final Cache<Key, PlanVersion> published;

    @Activate
    public Plans(@Reference PlatformDatabase database, @Reference Caches caches) {
        this(database, caches, Clock.systemUTC());
    }

    public Plans(PlatformDatabase database, Caches caches, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.published = caches.create("published-plans", KEPT, LIFETIME, (key, plan) -> List.of());
    }

    /** All plans, newest first. */
    public Page<Plan> list(CallContext context, PageRequest page) {
        List<Plan> plans = database.read(platform(context), PlanMapper.class, mapper -> mapper.page(page)).stream()
                .map(PlanRow::plan)
                .toList();
        return Page.of(plans, page, Plan::id);
    }

    /** @throws ProblemException 404 */
    public Plan get(CallContext context, String code) {
        return found(database.read(platform(context), PlanMapper.class, mapper -> mapper.find(code)));
    }

    /** @throws ProblemException 409 {@code conflict} when the code is taken */
    public Plan create(CallContext context, NewPlan plan) {
        return write(context, (mapper, transaction) -> {
            int added = mapper.insert(
                    Ids.next(), plan.code(), Documents.write(plan.name()), Documents.write(plan.description()), now());
            if (added == 0) {
                throw ProblemException.of(CommonProblem.CONFLICT, "code is taken by another plan")
                        .withField("code", "is taken by another plan");
            }
            transaction.audit(new AuditEntry("plan.create", PLAN, plan.code(), null, plan));
            return found(mapper.find(plan.code()));
        });
    }

    /**
     * Changes what people read of a plan.
     *
     * @throws ProblemException 404; 412 {@code precondition-failed}
     */
    public Plan update(CallContext context, String code, long version, UnaryOperator<PlanDetails> change) {
        return update(context, code, version, "plan.update", plan -> {
            PlanDetails details = change.apply(new PlanDetails(plan.name(), plan.description()));
            return new Plan(
                    plan.id(),
                    plan.code(),
                    details.name(),
                    details.description(),
                    plan.retired(),
                    plan.published(),
                    plan.draft(),
                    plan.version(),
                    plan.createdAt(),
                    plan.updatedAt());
        });
    }

    /** Lets nobody subscribe to a plan any more, or lets them again. Who has subscribed goes on. */
    public Plan retire(CallContext context, String code, long version, boolean retired) {
        return update(
                context,
                code,
                version,
                retired ? "plan.retire" : "plan.reinstate",
                plan -> new Plan(
                        plan.id(),
                        plan.code(),
                        plan.name(),
                        plan.description(),
                        retired,
                        plan.published(),
                        plan.draft(),
                        plan.version(),
                        plan.createdAt(),
                        plan.updatedAt()));
    }

    private Plan update(CallContext context, String code, long version, String action, UnaryOperator<Plan> change) {
        return write(context, (mapper, transaction) -> {
            Plan before = found(mapper.lock(code));
            requireVersion(before.version(), version);
            Plan wanted = change.apply(before);
            mapper.update(
                    code,
                    Documents.write(wanted.name()),
                    Documents.write(wanted.description()),
                    wanted.retired(),
                    version,
                    now());
            Plan after = found(mapper.find(code));
            transaction.audit(new AuditEntry(action, PLAN, code, before, after));
            return after;
        });
    }

    /**
     * Deletes a plan that was never published.
     *
     * @throws ProblemException 404; 409 {@code plan-in-use}
     */
    public void delete(CallContext context, String code) {
        write(context, (mapper, transaction) -> {
            Plan plan = found(mapper.lock(code));
            if (plan.published() != null) {
                throw ProblemException.of(SubscriptionProblem.PLAN_IN_USE, code);
            }
            if (plan.draft() != null) {
                mapper.deleteDraft(code, plan.draft());
            }
            mapper.delete(code);
            transaction.audit(new AuditEntry("plan.delete", PLAN, code, plan, null));
            return null;
        });
    }

    /** All versions of a plan, newest first. */
    public List<PlanVersion> versions(CallContext context, String code) {
        get(context, code);
        return database.read(platform(context), PlanMapper.class, mapper -> mapper.versions(code)).stream()
                .map(VersionRow::toVersion)
                .toList();
    }

    /** @throws ProblemException 404 */
    public PlanVersion version(CallContext context, String code, int number) {
        return foundVersion(database.read(platform(context), PlanMapper.class, mapper -> mapper.version(code, number)));
    }

    /**
     * Prepares the next version of a plan.
     *
     * @throws ProblemException 400 {@code invalid-request}; 404; 409 {@code plan-draft-exists}
     */
    public PlanVersion draft(CallContext context, String code, PlanContent content) {
        PlanCheck.check(content);
        return write(context, (mapper, transaction) -> {
            Plan plan = found(mapper.lock(code));
            if (plan.draft() != null) {
                throw ProblemException.of(SubscriptionProblem.PLAN_DRAFT_EXISTS, plan.draft());
            }
            mapper.insertDraft(code, Documents.write(content), now());
            PlanVersion made =
                    foundVersion(mapper.version(code, found(mapper.find(code)).draft()));
            transaction.audit(new AuditEntry("plan.draft", VERSION, name(made), null, made));
            return made;
        });
    }

    /** @throws ProblemException 400 {@code invalid-request}; 404; 409 {@code plan-published}; 412 */
    public PlanVersion changeDraft(CallContext context, String code, int number, long version, PlanContent content) {
        PlanCheck.check(content);
        return changeDraft(
                context,
                code,
                number,
                version,
                "plan.redraft",
                (mapper, now) -> mapper.updateDraft(code, number, Documents.write(content), version, now));
    }

    /** Publishes a draft: from now on new subscriptions get it, and it stays as it is. */
    public PlanVersion publish(CallContext context, String code, int number, long version) {
        return changeDraft(
                context,
                code,
                number,
                version,
                "plan.publish",
                (mapper, now) -> mapper.publish(code, number, version, now));
    }

    private PlanVersion changeDraft(
            CallContext context,
            String code,
            int number,
            long version,
            String action,
            BiConsumer<PlanMapper, Instant> change) {
        return write(context, (mapper, transaction) -> {
            PlanVersion before = requireDraft(mapper, code, number);
            requireVersion(before.version(), version);
            change.accept(mapper, now());
            PlanVersion after = foundVersion(mapper.version(code, number));
            transaction.audit(new AuditEntry(action, VERSION, name(after), before, after));
            return after;
        });
    }

    /** @throws ProblemException 404; 409 {@code plan-published} */
    public void deleteDraft(CallContext context, String code, int number) {
        write(context, (mapper, transaction) -> {
            PlanVersion draft = requireDraft(mapper, code, number);
            mapper.deleteDraft(code, number);
            transaction.audit(new AuditEntry("plan.undraft", VERSION, name(draft), draft, null));
            return null;
        });
    }

    private static PlanVersion requireDraft(PlanMapper mapper, String code, int number) {
        found(mapper.lock(code));
        PlanVersion version = foundVersion(mapper.version(code, number));
        if (version.status() != PlanVersion.Status.DRAFT) {
            throw ProblemException.of(SubscriptionProblem.PLAN_PUBLISHED);
        }
        return version;
    }

    /** A published version; from memory after the first time. */
    public Optional<PlanVersion> published(CallContext context, String code, int number) {
        return Optional.ofNullable(published.get(new Key(code, number), () -> {
            VersionRow row = database.read(platform(context), PlanMapper.class, mapper -> mapper.version(code, number));
            return row == null || row.status() != PlanVersion.Status.PUBLISHED ? null : row.toVersion();
        }));
    }

    /** The newest published versions of the plans that can be subscribed to, by plan. */
    public Map<Plan, PlanVersion> offered(CallContext context) {
        return database.read(platform(context), PlanMapper.class, mapper -> {
            Map<String, PlanVersion> newest = mapper.newest().stream()
                    .map(VersionRow::toVersion)
                    .collect(Collectors.toMap(PlanVersion::planCode, Function.identity()));
            return mapper.offered().stream()
                    .map(PlanRow::plan)
                    .filter(plan -> newest.containsKey(plan.code()))
                    .collect(Collectors.toMap(
                            Function.identity(),
                            plan -> newest.get(plan.code()),
                            (one, other) -> one,
                            java.util.LinkedHashMap::new));
        });
    }

    private interface Work<R> {
        R run(PlanMapper mapper, Transaction transaction);
    }

    private <R> R write(CallContext context, Work<R> work) {
        return database.write(platform(context), PlanMapper.class, work::run);
    }

    /** What concerns the platform stands in its own audit log, whichever tenant the operator is signed in to. */
    private static CallContext platform(CallContext context) {
        return context.withTenant(null).withIdempotencyKey(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String name(PlanVersion version) {
        return version.planCode() + "/" + version.number();
    }

    private static void requireVersion(long present, long wanted) {
        if (present != wanted) {
            throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
        }
    }

    private static Plan found(PlanRow row) {
        if (row == null) {
            throw ProblemException.notFound("plan");
        }
        return row.plan();
    }

    private static PlanVersion foundVersion(VersionRow row) {
        if (row == null) {
            throw ProblemException.notFound("version of the plan");
        }
        return row.toVersion();
    }
}
