package org.stoa.marketplace.savedsearch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.marketplace.Documents;
import org.stoa.marketplace.MarketplaceProblem;
import org.stoa.marketplace.Members;
import org.stoa.marketplace.search.Criteria;
import org.stoa.marketplace.search.SearchReader;

/** Keeps the searches that each user wants to be told of. */
@Component(service = SavedSearches.class)
public final class SavedSearches {
    /** Most searches of one user. */
    static final int MOST = 20;

    private static final String TABLE = "marketplace.saved_search";

    private final Database database;
    private final TenantService tenants;
    private final TenantClock clock;

    @Activate
    public SavedSearches(@Reference Database database, @Reference TenantService tenants, @Reference TenantClock clock) {
        this.database = database;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** All of the caller's, newest first. */
    public List<SavedSearch> list(CallContext context) {
        UUID user = Members.requireUser(context);
        return database.read(context, SavedSearchMapper.class, mapper -> mapper.list(user)).stream()
                .map(SavedSearchMapper.Row::search)
                .toList();
    }

    public SavedSearch get(CallContext context, UUID id) {
        UUID user = Members.requireUser(context);
        return database.read(context, SavedSearchMapper.class, mapper -> found(mapper.find(id, user)));
    }

    public SavedSearch create(CallContext context, SavedSearchFields fields) {
        UUID user = Members.requireUser(context);
        Criteria criteria = criteria(fields);
        String language = language(context);
        Instant now = clock.now(context);
        return database.write(context, SavedSearchMapper.class, (mapper, transaction) -> {
            SavedSearch search =
                    new SavedSearch(Ids.next(), fields.name(), fields.frequency(), fields.parameters(), 1, now, now);
            // Whoever saves two at once may find the place taken that was free.
            int saved = 0;
            for (int attempt = 0; saved == 0 && attempt < MOST; attempt++) {
                saved = mapper.insert(
                        context.requireTenant(), user, search, Documents.write(search.parameters()), MOST);
                if (saved == 0 && mapper.count(user) >= MOST) {
                    break;
                }
            }
            if (saved == 0) {
                throw ProblemException.of(MarketplaceProblem.TOO_MANY_SAVED_SEARCHES, MOST);
            }
            mapper.setCriteria(search.id(), criteria, language);
            transaction.audit(AuditEntry.created("saved-search.create", TABLE, search.id(), search));
            return found(mapper.find(search.id(), user));
        });
    }

    public SavedSearch update(CallContext context, UUID id, long version, MergePatch patch) {
        UUID user = Members.requireUser(context);
        SavedSearch before = get(context, id);
        SavedSearchFields fields = patch.applyTo(before.fields());
        Criteria criteria = criteria(fields);
        String language = language(context);
        Instant now = clock.now(context);
        return database.write(context, SavedSearchMapper.class, (mapper, transaction) -> {
            if (before.version() != version
                    || mapper.update(id, user, version, fields, Documents.write(fields.parameters()), now) == 0) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            mapper.setCriteria(id, criteria, language);
            SavedSearch after = found(mapper.find(id, user));
            transaction.audit(AuditEntry.changed("saved-search.update", TABLE, id, before, after));
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        UUID user = Members.requireUser(context);
        database.write(context, SavedSearchMapper.class, (mapper, transaction) -> {
            SavedSearch before = found(mapper.find(id, user));
            mapper.delete(id, user);
            transaction.audit(AuditEntry.removed("saved-search.delete", TABLE, id, before));
            return before;
        });
    }

    private static Criteria criteria(SavedSearchFields fields) {
        if (fields.parameters().containsKey("featured")) {
            throw ProblemException.invalid("parameters.featured", "cannot be saved: nothing new is featured");
        }
        return SearchReader.criteria(fields.parameters());
    }

    private String language(CallContext context) {
        return tenants.get(context, context.requireTenant().toString()).language();
    }

    private static SavedSearch found(SavedSearchMapper.Row row) {
        if (row == null) {
            throw ProblemException.notFound("saved search");
        }
        return row.search();
    }
}
