package org.stoa.rest;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.stoa.api.platform.ModuleVersions;

/** Versions as a test says, and a count of what it was told. */
final class FakeVersions implements ModuleVersions {

    final Map<UUID, String> pinned = new ConcurrentHashMap<>();
    final AtomicLong asked = new AtomicLong();
    final Map<String, AtomicLong> succeeded = new ConcurrentHashMap<>();
    final Map<String, AtomicLong> failed = new ConcurrentHashMap<>();
    volatile String serving;

    FakeVersions(String serving) {
        this.serving = serving;
    }

    @Override
    public String serving(String moduleId, UUID tenantId) {
        asked.incrementAndGet();
        return tenantId == null ? serving : pinned.getOrDefault(tenantId, serving);
    }

    @Override
    public boolean isManaged(String symbolicName) {
        return true;
    }

    @Override
    public void answered(String moduleId, String version, boolean wrong) {
        (wrong ? failed : succeeded)
                .computeIfAbsent(moduleId + " " + version, any -> new AtomicLong())
                .incrementAndGet();
    }

    /** How many answers of a version were told: those that succeeded, and those that failed. */
    String told(String moduleAndVersion) {
        return succeeded.getOrDefault(moduleAndVersion, new AtomicLong()) + " "
                + failed.getOrDefault(moduleAndVersion, new AtomicLong());
    }

    @Override
    public boolean isEnabled(String moduleId, UUID tenantId, Instant since) {
        return true;
    }
}
