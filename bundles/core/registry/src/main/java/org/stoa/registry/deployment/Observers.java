package org.stoa.registry.deployment;

import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.stoa.api.platform.DeploymentObserver;

/** Tells every {@link DeploymentObserver} that is there. */
public final class Observers implements AutoCloseable {

    private final ServiceTracker<DeploymentObserver, DeploymentObserver> tracker;

    public Observers(BundleContext context) {
        tracker = new ServiceTracker<>(context, DeploymentObserver.class, null);
        tracker.open();
    }

    public void before(String operation, String step, String moduleId) {
        for (DeploymentObserver observer : tracker.getServices(new DeploymentObserver[0])) {
            observer.before(operation, step, moduleId);
        }
    }

    @Override
    public void close() {
        tracker.close();
    }
}
