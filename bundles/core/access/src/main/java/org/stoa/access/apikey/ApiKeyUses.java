package org.stoa.access.apikey;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/** Remembers which API keys were used, and writes it down once a minute: a call pays nothing for it. */
@Component(service = ApiKeyUses.class)
public final class ApiKeyUses {

    private final PlatformDatabase database;
    private final Clock clock;
    private final Set<UUID> used = ConcurrentHashMap.newKeySet();

    @Activate
    public ApiKeyUses(@Reference PlatformDatabase database) {
        this(database, Clock.systemUTC());
    }

    public ApiKeyUses(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A key was used. */
    public void used(UUID id) {
        used.add(id);
    }

    /** Writes down the uses since the last time. Called once a minute. */
    public void flush() {
        List<UUID> ids = new ArrayList<>(used);
        if (ids.isEmpty()) {
            return;
        }
        used.removeAll(ids);
        boolean written = false;
        try {
            database.write(
                    CallContext.system(null, "access"),
                    ApiKeyMapper.class,
                    (mapper, transaction) -> mapper.noteUse(ids, clock.instant()));
            written = true;
        } finally {
            if (!written) {
                used.addAll(ids);
            }
        }
    }
}
