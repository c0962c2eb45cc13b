package org.stoa.data.service;

import org.stoa.api.platform.DatabaseHealth;
import org.stoa.data.connection.ReachabilityProbe;

/** The health of the database, from before it is there. */
final class ReportedHealth implements DatabaseHealth, AutoCloseable {

    private volatile String description = "starting";
    private volatile ReachabilityProbe probe;

    /** The database is awaited, for this reason. */
    void waiting(String reason) {
        description = "not ready: " + reason.lines().findFirst().orElse("");
    }

    /** The database is there. */
    void ready(String database, ReachabilityProbe connectionProbe) {
        description = database;
        probe = connectionProbe;
    }

    @Override
    public boolean isReachable() {
        ReachabilityProbe current = probe;
        return current != null && current.isReachable();
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public void close() {
        description = "stopped";
        ReachabilityProbe current = probe;
        probe = null;
        if (current != null) {
            current.close();
        }
    }
}
