package org.stoa.data.service;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.stoa.api.data.Database;

/** Gives each bundle the tables of its own. */
final class DatabaseFactory implements ServiceFactory<Database> {

    private final BundlesInUse bundles;

    DatabaseFactory(BundlesInUse bundles) {
        this.bundles = bundles;
    }

    @Override
    public Database getService(Bundle bundle, ServiceRegistration<Database> registration) {
        return bundles.of(bundle).database();
    }

    /** The bundle keeps its connections until it stops: one component of it less is no reason to drop them. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Database> registration, Database service) {}
}
