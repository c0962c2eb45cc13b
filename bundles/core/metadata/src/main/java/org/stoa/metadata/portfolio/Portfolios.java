package org.stoa.metadata.portfolio;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Times;
import org.stoa.metadata.Violations;

/** What entities show, in order. That the caller may see the entity is made sure of by whoever calls. */
@Component(service = Portfolios.class)
public final class Portfolios {

    /** Most items of one entity. */
    public static final int MOST = 200;

    private static final String PORTFOLIO = "metadata.portfolio";
    private static final String ITEM = "metadata.portfolio_item";

    private final Database database;
    private final Clock clock;

    @Activate
    public Portfolios(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public Portfolios(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The portfolio of an entity; an empty one when it never had an item. */
    public Portfolio get(CallContext context, UUID entityId) {
        return PortfolioRow.portfolio(
                database.read(context, PortfolioMapper.class, mapper -> mapper.all(context.requireTenant(), entityId)));
    }

    /** One item of an entity, or 404. */
    public PortfolioItem item(CallContext context, UUID entityId, UUID id) {
        return database.read(context, PortfolioMapper.class, mapper -> find(context, mapper, entityId, id));
    }

    /**
     * Adds an item behind the others.
     *
     * @throws ProblemException 400 {@code invalid-request} that names every field; 409 {@code too-many}
     */
    public PortfolioItem add(CallContext context, UUID entityId, PortfolioItemFields fields) {
        check(fields);
        UUID tenantId = context.requireTenant();
        return database.write(context, PortfolioMapper.class, (mapper, transaction) -> {
            mapper.nextVersion(tenantId, entityId);
            Instant now = Times.now(clock);
            PortfolioItem item = new PortfolioItem(
                    Ids.next(),
                    entityId,
                    fields.kind(),
                    fields.title(),
                    fields.description(),
                    fields.mediaId(),
                    fields.url(),
                    1,
                    now,
                    now);
            if (mapper.add(tenantId, item, MOST) == 0) {
                throw ProblemException.of(MetadataProblem.TOO_MANY, MOST, "items of one portfolio");
            }
            transaction.audit(AuditEntry.created("portfolio-item.create", ITEM, item.id(), item));
            return item;
        });
    }

    /**
     * Changes an item, not its place.
     *
     * @param version the version of the item that the caller last read
     * @throws ProblemException 400 {@code invalid-request} that names every field; 404; 412
     */
    public PortfolioItem update(
            CallContext context, UUID entityId, UUID id, long version, UnaryOperator<PortfolioItemFields> change) {
        UUID tenantId = context.requireTenant();
        return database.write(context, PortfolioMapper.class, (mapper, transaction) -> {
            mapper.nextVersion(tenantId, entityId);
            PortfolioItem before = find(context, mapper, entityId, id);
            Found.inVersion(before.version(), version);
            PortfolioItemFields fields = change.apply(before.fields());
            check(fields);
            PortfolioItem item = before.with(fields, version + 1, Times.now(clock));
            mapper.update(tenantId, item);
            transaction.audit(AuditEntry.changed("portfolio-item.update", ITEM, id, before, item));
            return item;
        });
    }

    /** Removes an item, or 404. */
    public void remove(CallContext context, UUID entityId, UUID id) {
        UUID tenantId = context.requireTenant();
        database.write(context, PortfolioMapper.class, (mapper, transaction) -> {
            mapper.nextVersion(tenantId, entityId);
            PortfolioItem item = find(context, mapper, entityId, id);
            mapper.delete(tenantId, id);
            transaction.audit(AuditEntry.removed("portfolio-item.delete", ITEM, id, item));
            return id;
        });
    }

    /**
     * Puts the items into another order.
     *
     * @param version the version of the portfolio that the caller last read
     * @param order ids of all of its items, first to last
     * @throws ProblemException 400 {@code invalid-request} when it names others, or one twice; 412 when anything of the
     *     portfolio was changed since
     */
    public Portfolio reorder(CallContext context, UUID entityId, long version, List<UUID> order) {
        UUID tenantId = context.requireTenant();
        return database.write(context, PortfolioMapper.class, (mapper, transaction) -> {
            long next = mapper.nextVersion(tenantId, entityId);
            Found.inVersion(next - 1, version);
            Map<UUID, PortfolioItem> items = new LinkedHashMap<>();
            PortfolioRow.portfolio(mapper.all(tenantId, entityId)).items().forEach(item -> items.put(item.id(), item));
            if (order.size() != items.size() || !items.keySet().equals(new HashSet<>(order))) {
                throw ProblemException.invalid(
                        "items", "must name each of the " + items.size() + " items of the portfolio once");
            }
            mapper.order(tenantId, entityId, order);
            transaction.audit(
                    AuditEntry.changed("portfolio.reorder", PORTFOLIO, entityId, List.copyOf(items.keySet()), order));
            return new Portfolio(order.stream().map(items::get).toList(), next);
        });
    }

    private static PortfolioItem find(CallContext context, PortfolioMapper mapper, UUID entityId, UUID id) {
        return Found.orNotFound(mapper.find(context.requireTenant(), entityId, id), "portfolio item");
    }

    private static void check(PortfolioItemFields fields) {
        Violations violations = new Violations();
        fields.check(violations);
        violations.raise();
    }
}
