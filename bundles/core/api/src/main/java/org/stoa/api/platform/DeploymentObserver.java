package org.stoa.api.platform;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every step of a deployment and of every change of a tenant's modules, on the node and thread that takes it. */
@ConsumerType
public interface DeploymentObserver {

    /**
     * The step is about to be taken; the one before it is done and recorded.
     *
     * @param operation such as {@code UPGRADE} or {@code PURGE}
     * @param step such as {@code MIGRATE}
     * @param moduleId the module it is about
     */
    void before(String operation, String step, String moduleId);
}
