package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Json;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Times;
import org.stoa.metadata.industry.IndustryMapper.InstallationRow;
import org.stoa.metadata.industry.IndustryPlan.Action;

/**
 * Installs industries for a tenant, upgrades and uninstalls them. Items are written one by one, each with what the next
 * merge starts from, by one worker at a time; what was interrupted or refused is done by repeating it. Therefore results
 * are not stored for the Idempotency-Key of a request.
 */
@Component(service = Industries.class)
public final class Industries {

    private static final Logger LOG = LoggerFactory.getLogger(Industries.class);
    private static final String RESOURCE = "metadata.industry_installation";

    /** How long a worker that has vanished keeps others away. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Database database;
    private final IndustryTemplates templates;
    private final InstalledItems items;
    private final RequiredModules modules;
    private final Clock clock;

    @Activate
    public Industries(
            @Reference Database database,
            @Reference IndustryTemplates templates,
            @Reference InstalledItems items,
            @Reference RequiredModules modules) {
        this(database, templates, items, modules, Clock.systemUTC());
    }

    Industries(
            Database database,
            IndustryTemplates templates,
            InstalledItems items,
            RequiredModules modules,
            Clock clock) {
        this.database = database;
        this.templates = templates;
        this.items = items;
        this.modules = modules;
        this.clock = clock;
    }

    /**
     * Installs an industry, or finishes doing so.
     *
     * @param simulate true: only say what would be done
     * @throws ProblemException 404; 409 {@code industry-modules-missing}, {@code industry-installed}, {@code industry-busy}
     */
    public IndustryPlan install(CallContext caller, String code, Resolutions resolutions, boolean simulate) {
        CallContext context = caller.withIdempotencyKey(null);
        IndustryDocument document = template(context, code);
        InstallationRow installed = find(context, code);
        if (installed != null && !installed.templateVersion().equals(document.version())) {
            throw ProblemException.of(MetadataProblem.INDUSTRY_INSTALLED, installed.templateVersion());
        }
        return merge(context, document, installed, resolutions, simulate);
    }

    /**
     * Merges the present version of an industry into what a tenant has.
     *
     * @param simulate true: only say what would be done
     * @throws ProblemException 404; 409 {@code industry-modules-missing}, {@code industry-busy}
     */
    public IndustryPlan upgrade(CallContext caller, String code, Resolutions resolutions, boolean simulate) {
        CallContext context = caller.withIdempotencyKey(null);
        InstallationRow installed = Found.orNotFound(find(context, code), "installed industry");
        return merge(context, template(context, code), installed, resolutions, simulate);
    }

    /**
     * Removes what the tenant has neither changed nor in use. The rest stays, and is the tenant's own from then on.
     *
     * @param simulate true: only say what would be done
     * @throws ProblemException 404; 409 {@code industry-busy}
     */
    public IndustryPlan uninstall(CallContext caller, String code, boolean simulate) {
        CallContext context = caller.withIdempotencyKey(null);
        InstallationRow installed = Found.orNotFound(find(context, code), "installed industry");
        String version = installed.templateVersion();
        if (simulate) {
            return IndustryPlan.of(code, version, version, false, removal(context, code), List.of());
        }
        claim(context, code, version);
        return released(context, code, () -> {
            List<Step> done = apply(context, code, removal(context, code), Step::kept);
            IndustryPlan plan = IndustryPlan.of(code, version, version, true, done, List.of());
            database.write(context, IndustryMapper.class, (mapper, transaction) -> {
                transaction.audit(new AuditEntry("industry.uninstall", RESOURCE, code, plan, null));
                return mapper.delete(context.requireTenant(), code);
            });
            return plan;
        });
    }

    private IndustryPlan merge(
            CallContext context,
            IndustryDocument document,
            InstallationRow installed,
            Resolutions resolutions,
            boolean simulate) {
        modules.require(context, document);
        String code = document.code();
        String previous = installed == null ? null : installed.templateVersion();
        if (simulate) {
            List<Step> steps = steps(context, document, resolutions);
            return plan(document, previous, false, steps);
        }
        claim(context, code, document.version());
        return released(context, code, () -> {
            List<Step> done = apply(context, code, steps(context, document, resolutions), Step::refused);
            IndustryPlan plan = plan(document, previous, true, done);
            Json rules = Documents.write(document.customizationRules());
            database.write(context, IndustryMapper.class, (mapper, transaction) -> {
                String action = previous == null ? "industry.install" : "industry.upgrade";
                transaction.audit(new AuditEntry(action, RESOURCE, code, null, plan));
                return mapper.finish(
                        context.requireTenant(), code, document.version(), plan.complete(), rules, Times.now(clock));
            });
            return plan;
        });
    }

    private List<Step> steps(CallContext context, IndustryDocument document, Resolutions resolutions) {
        Map<ItemKey, JsonNode> bases = items.bases(context, document.code());
        Set<ItemKey> all = new LinkedHashSet<>(document.items().keySet());
        all.addAll(bases.keySet());
        return MergePlanner.merge(bases, items.current(context, all), document, resolutions.theirsAt());
    }

    private List<Step> removal(CallContext context, String code) {
        Map<ItemKey, JsonNode> bases = items.bases(context, code);
        return MergePlanner.removal(
                bases,
                items.current(context, bases.keySet()),
                items.usage(context, bases.keySet()),
                items.ofOtherIndustries(context, code));
    }

    /**
     * Does the steps; one that is refused does not keep the others from being done.
     *
     * @param otherwise what becomes of a step that is refused
     */
    private List<Step> apply(
            CallContext context, String code, List<Step> steps, BiFunction<Step, String, Step> otherwise) {
        Map<ItemKey, JsonNode> bases = items.bases(context, code);
        CallContext platform = acting(context, code);
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            boolean nothingToDo = step.action() == Action.KEEP && JsonValues.same(bases.get(step.item()), step.base());
            try {
                if (!nothingToDo) {
                    items.apply(platform, code, step, done.size());
                }
                done.add(step);
            } catch (ProblemException e) {
                if (e.code().status() >= 500) {
                    throw e;
                }
                LOG.info("{} of the industry {} was refused: {}", step.item(), code, e.getMessage());
                done.add(otherwise.apply(step, Reasons.of(e)));
            }
        }
        return done;
    }

    /** The platform writes what a template says; who asked for it stands in the entry about the whole. */
    private static CallContext acting(CallContext context, String code) {
        return new CallContext(
                context.requireTenant(),
                Caller.system("industry " + code),
                Permissions.all(),
                context.locale(),
                context.request(),
                null);
    }

    private void claim(CallContext context, String code, String version) {
        UUID tenantId = context.requireTenant();
        Instant now = Times.now(clock);
        int claimed = database.write(
                context,
                IndustryMapper.class,
                (mapper, transaction) ->
                        mapper.claim(tenantId, code, version, context.caller().userId(), now, now.plus(LEASE)));
        if (claimed == 0) {
            throw ProblemException.of(MetadataProblem.INDUSTRY_BUSY);
        }
    }

    private IndustryPlan released(CallContext context, String code, Supplier<IndustryPlan> work) {
        boolean finished = false;
        try {
            IndustryPlan plan = work.get();
            finished = true;
            return plan;
        } finally {
            if (!finished) {
                database.write(
                        context,
                        IndustryMapper.class,
                        (mapper, transaction) -> mapper.release(context.requireTenant(), code));
            }
        }
    }

    private IndustryDocument template(CallContext context, String code) {
        return templates.find(code, context.requireTenant()).orElseThrow(() -> ProblemException.notFound("industry"));
    }

    private InstallationRow find(CallContext context, String code) {
        return database.read(context, IndustryMapper.class, mapper -> mapper.find(context.requireTenant(), code));
    }

    private static IndustryPlan plan(IndustryDocument document, String previous, boolean applied, List<Step> steps) {
        return IndustryPlan.of(
                document.code(), document.version(), previous, applied, steps, document.recommendedFeatures());
    }
}
