package org.stoa.metadata.field;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.model.RevisionMapper;

/**
 * Tells when nobody writes any more who may not know of a change. Who looked at the revision before the change was
 * committed is waited for twice: until the statement has ended that looked, and until the transaction has.
 */
final class KnownChanges {

    private final Database database;
    /** By alignment: whoever looked too early and has written is older. */
    private final Map<UUID, String> horizons = new HashMap<>();

    KnownChanges(Database database) {
        this.database = database;
    }

    boolean isKnownToAll(CallContext context, Alignment alignment) {
        return database.read(context, RevisionMapper.class, mapper -> {
            if (!horizons.containsKey(alignment.id())) {
                if (!mapper.isSeenByAll(alignment.tenantId(), alignment.entityType())) {
                    return false;
                }
                horizons.put(alignment.id(), mapper.youngestTransaction());
            }
            return mapper.areEndedBefore(horizons.get(alignment.id()));
        });
    }

    /** Forgets what was found out. */
    void clear() {
        horizons.clear();
    }
}
