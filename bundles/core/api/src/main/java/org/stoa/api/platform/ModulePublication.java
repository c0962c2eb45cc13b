package org.stoa.api.platform;

import org.osgi.annotation.versioning.ProviderType;

/** Which versions of modules can be reached by requests on this node. */
@ProviderType
public interface ModulePublication {

    /**
     * Whether every resource of a version of a module is published, so that requests may be routed to it. A module
     * without resources is published as soon as its definition is known. False while one of its resources still waits
     * for a service, and for as long as one is refused.
     *
     * @param version of its bundle, such as {@code 1.2.0}
     */
    boolean isPublished(String moduleId, String version);
}
