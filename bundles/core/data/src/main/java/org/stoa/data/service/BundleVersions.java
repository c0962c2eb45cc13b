package org.stoa.data.service;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.stoa.api.platform.ModuleVersions;
import org.stoa.data.outbox.ServingVersions;

/** Asks {@link ModuleVersions}; while there is none, every version may act for every tenant. */
final class BundleVersions extends ServiceTracker<ModuleVersions, ModuleVersions> implements ServingVersions {

    BundleVersions(BundleContext context) {
        super(context, ModuleVersions.class, null);
    }

    @Override
    public boolean isManaged(String bundle) {
        ModuleVersions versions = getService();
        return versions != null && versions.isManaged(bundle);
    }

    @Override
    public String serving(String bundle, UUID tenantId) {
        ModuleVersions versions = getService();
        return versions == null ? null : versions.serving(moduleOf(bundle), tenantId);
    }

    @Override
    public boolean isEnabled(String bundle, UUID tenantId, Instant since) {
        ModuleVersions versions = getService();
        // while nobody knows, no version serves the tenant either, and the event waits
        return versions == null || versions.isEnabled(moduleOf(bundle), tenantId, since);
    }

    private static String moduleOf(String bundle) {
        return bundle.substring(bundle.lastIndexOf('.') + 1);
    }

    @Override
    public boolean isRunning(String bundle, String version) {
        return Stream.of(context.getBundles())
                .anyMatch(candidate -> bundle.equals(candidate.getSymbolicName())
                        && candidate.getVersion().toString().equals(version)
                        && candidate.getState() == Bundle.ACTIVE);
    }
}
