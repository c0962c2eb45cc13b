package org.stoa.data.service;

import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.data.schema.BundleSchema;

/** Gives a service to core bundles, and refuses it to all others. */
final class CoreService<S> implements ServiceFactory<S> {

    private static final Logger LOG = LoggerFactory.getLogger(CoreService.class);

    private final Class<S> type;
    private final Function<Bundle, S> service;

    CoreService(Class<S> type, Function<Bundle, S> service) {
        this.type = type;
        this.service = service;
    }

    @Override
    public S getService(Bundle bundle, ServiceRegistration<S> registration) {
        if (!BundleSchema.isCore(bundle.getSymbolicName())) {
            LOG.error(
                    "Bundle {} asks for {} and does not get it: modules work for one tenant at a time,"
                            + " through Database.",
                    bundle.getSymbolicName(),
                    type.getSimpleName());
            return null;
        }
        return service.apply(bundle);
    }

    /** The bundle keeps what it was given until it stops. */
    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S given) {}
}
