package org.stoa.data.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/** The results kept for requests that may come again. */
public final class StoredResults {

    /** How long a request can be repeated under its key. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(StoredResults.class);

    private final PlatformDatabase database;
    private final Clock clock;

    /** @param database the data bundle's own, across tenants */
    public StoredResults(PlatformDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Rows of data.idempotency. */
    interface StoredResultMapper {
        @Delete("DELETE FROM data.idempotency WHERE created_at < #{before}")
        int deleteBefore(@Param("before") Instant before);
    }

    /** Deletes what has been kept long enough; returns how many results that were. */
    public int deleteOld() {
        Instant before = clock.instant().minus(LIFETIME);
        int deleted = database.write(
                CallContext.system(null, "maintenance"),
                StoredResultMapper.class,
                (mapper, transaction) -> mapper.deleteBefore(before));
        LOG.debug("{} stored results deleted", deleted);
        return deleted;
    }
}
