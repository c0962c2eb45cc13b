package org.stoa.data.service;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.data.schema.BundleSchema;

/** Gives core bundles access across tenants, and refuses it to all others. */
final class PlatformDatabaseFactory implements ServiceFactory<PlatformDatabase> {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformDatabaseFactory.class);

    private final BundlesInUse bundles;

    PlatformDatabaseFactory(BundlesInUse bundles) {
        this.bundles = bundles;
    }

    @Override
    public PlatformDatabase getService(Bundle bundle, ServiceRegistration<PlatformDatabase> registration) {
        if (!BundleSchema.isCore(bundle.getSymbolicName())) {
            LOG.error(
                    "Bundle {} asks for PlatformDatabase and does not get it: modules work for one tenant at a time,"
                            + " through Database.",
                    bundle.getSymbolicName());
            return null;
        }
        return bundles.of(bundle).platform();
    }

    @Override
    public void ungetService(
            Bundle bundle, ServiceRegistration<PlatformDatabase> registration, PlatformDatabase service) {}
}
