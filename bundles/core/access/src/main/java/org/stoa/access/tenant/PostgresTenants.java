package org.stoa.access.tenant;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Found;
import org.stoa.access.JsonText;
import org.stoa.access.Times;
import org.stoa.access.Violations;
import org.stoa.access.session.AccessTags;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** The tenants in PostgreSQL. */
@Component(service = {PostgresTenants.class, TenantService.class})
public final class PostgresTenants implements TenantService {

    static final String RESOURCE = "access.tenant";

    /** What the audit log keeps of a change of status. */
    private record StatusChange(TenantStatus status, String reason) {}

    private final PlatformDatabase database;
    private final TenantCreation creation;
    private final TenantSettings settings;
    private final TenantDirectory directory;
    private final Clock clock;

    @Activate
    public PostgresTenants(
            @Reference PlatformDatabase database,
            @Reference TenantCreation creation,
            @Reference TenantSettings settings,
            @Reference TenantDirectory directory) {
        this(database, creation, settings, directory, Clock.systemUTC());
    }

    public PostgresTenants(
            PlatformDatabase database,
            TenantCreation creation,
            TenantSettings settings,
            TenantDirectory directory,
            Clock clock) {
        this.database = database;
        this.creation = creation;
        this.settings = settings;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Tenant create(CallContext context, NewTenant tenant) {
        return creation.create(context, tenant);
    }

    @Override
    public Page<Tenant> list(CallContext context, TenantStatus status, PageRequest page) {
        List<TenantRow> rows = database.read(context, TenantMapper.class, mapper -> mapper.list(status, page));
        return Page.of(rows, page, TenantRow::id).map(TenantRow::tenant);
    }

    @Override
    public Tenant get(CallContext context, String idOrIdentifier) {
        return database.read(context, TenantMapper.class, mapper -> {
            UUID id = TenantRules.isId(idOrIdentifier)
                    ? UUID.fromString(idOrIdentifier)
                    : mapper.idOfIdentifier(idOrIdentifier);
            return find(mapper, Found.orNotFound(id, "tenant")).tenant();
        });
    }

    @Override
    public Optional<UUID> resolve(String idOrIdentifier) {
        return directory.resolve(idOrIdentifier);
    }

    @Override
    public Optional<UUID> resolveDomain(String domain) {
        return directory.resolveDomain(domain);
    }

    @Override
    public Map<String, Object> settings(CallContext context, UUID tenantId) {
        return settings.all(context.withTenant(tenantId));
    }

    @Override
    public Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status) {
        return changeStatus(context, tenantId, status, null);
    }

    /** Changes the status, and says why in the audit log. */
    public Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status, String reason) {
        return changeTerms(context, tenantId, null, terms -> terms.withStatus(status, reason));
    }

    /**
     * Changes what a tenant says of itself.
     *
     * @param version the version that the caller last read
     */
    public Tenant update(CallContext context, UUID tenantId, long version, UnaryOperator<TenantDetails> change) {
        CallContext within = context.withTenant(tenantId);
        return database.write(within, TenantMapper.class, (mapper, transaction) -> {
            TenantRow row = Found.orNotFound(mapper.lock(tenantId), "tenant");
            Found.inVersion(row.version(), version);
            TenantDetails old = TenantDetails.of(row.tenant());
            Violations violations = new Violations();
            TenantDetails details = TenantRules.normalized(change.apply(old), violations);
            violations.raise();
            if (!Objects.equals(details.domain(), old.domain())) {
                // A domain decides for everybody who calls by it; nothing proves yet that it is the tenant's.
                context.require("platform.tenant.write", null);
            }
            mapper.update(with(row, details));
            transaction.audit(AuditEntry.changed("tenant.update", RESOURCE, tenantId, old, details));
            transaction.publish(new TenantDetailsChanged(old.timezone(), details.timezone()));
            Tenant after = find(mapper, tenantId).tenant();
            TenantDirectory.changed(transaction, row.tenant());
            TenantDirectory.changed(transaction, after);
            return after;
        });
    }

    /**
     * Changes what the platform decides about a tenant.
     *
     * @param version the version that the caller last read
     */
    public Tenant updateTerms(CallContext context, UUID tenantId, long version, UnaryOperator<TenantTerms> change) {
        return changeTerms(context, tenantId, version, change);
    }

    private Tenant changeTerms(CallContext context, UUID tenantId, Long version, UnaryOperator<TenantTerms> change) {
        CallContext within = context.withTenant(tenantId);
        return database.write(within, TenantMapper.class, (mapper, transaction) -> {
            TenantRow row = Found.orNotFound(mapper.lock(tenantId), "tenant");
            if (version != null) {
                Found.inVersion(row.version(), version);
            }
            TenantTerms old = TenantTerms.of(row.tenant());
            TenantTerms terms = change.apply(old);
            Violations violations = new Violations();
            TenantRules.checkTerms(terms, violations);
            violations.raise();
            if (terms.parentId() != null && !terms.parentId().equals(old.parentId())) {
                checkParent(mapper, tenantId, terms.parentId());
            }
            mapper.update(with(row, terms));
            auditTerms(transaction, tenantId, old, terms);
            transaction.changed(TenantService.tag(tenantId), AccessTags.tenant(tenantId));
            return find(mapper, tenantId).tenant();
        });
    }

    /** Both in the tenant's log and in the platform's: it is the platform that decides these. */
    private static void auditTerms(Transaction transaction, UUID tenantId, TenantTerms old, TenantTerms terms) {
        List<AuditEntry> entries = new ArrayList<>();
        if (terms.status() != old.status()) {
            entries.add(AuditEntry.changed(
                    "tenant.status",
                    RESOURCE,
                    tenantId,
                    new StatusChange(old.status(), null),
                    new StatusChange(terms.status(), terms.reason())));
        }
        if (terms.status() == old.status()
                || !terms.withStatus(old.status(), null).equals(old)) {
            entries.add(AuditEntry.changed("tenant.update", RESOURCE, tenantId, old, terms));
        }
        for (AuditEntry entry : entries) {
            transaction.audit(entry);
            transaction.audit(null, entry);
        }
    }

    static void checkParent(TenantMapper mapper, UUID tenantId, UUID parentId) {
        mapper.lockParents();
        if (mapper.find(parentId) == null) {
            throw ProblemException.invalid("parentId", "must be the id of a tenant");
        }
        if (mapper.isAtOrAbove(tenantId, parentId)) {
            throw ProblemException.of(AccessProblem.TENANT_CYCLE);
        }
    }

    private static TenantRow find(TenantMapper mapper, UUID id) {
        return Found.orNotFound(mapper.find(id), "tenant");
    }

    private TenantRow with(TenantRow row, TenantDetails details) {
        return new TenantRow(
                row.id(),
                row.identifier(),
                details.name(),
                details.domain(),
                row.status(),
                row.tier(),
                details.industry(),
                row.parentId(),
                row.ownRealm(),
                JsonText.write(details.company()),
                details.logoUrl(),
                details.language(),
                details.theme(),
                details.timezone(),
                details.currency(),
                row.features(),
                row.version(),
                row.createdAt(),
                Times.now(clock));
    }

    private TenantRow with(TenantRow row, TenantTerms terms) {
        return new TenantRow(
                row.id(),
                row.identifier(),
                row.name(),
                row.domain(),
                terms.status(),
                terms.tier(),
                row.industry(),
                terms.parentId(),
                row.ownRealm(),
                row.company(),
                row.logoUrl(),
                row.language(),
                row.theme(),
                row.timezone(),
                row.currency(),
                terms.features(),
                row.version(),
                row.createdAt(),
                Times.now(clock));
    }
}
