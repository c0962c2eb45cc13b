package org.stoa.api.platform;

import java.time.Instant;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which version of a module serves whom on this node, while several run side by side. Asked for every request and for
 * every event: answered from memory.
 */
@ProviderType
public interface ModuleVersions {

    /**
     * The version of the bundle that serves a tenant.
     *
     * @param tenantId null for work that belongs to no tenant: the version that serves most
     * @return such as {@code 1.2.0}; null when no version of the module is ready here
     */
    String serving(String moduleId, UUID tenantId);

    /** Whether a bundle belongs to a module of which only one version may act for a tenant. */
    boolean isManaged(String symbolicName);

    /**
     * Whether a tenant has the module enabled.
     *
     * @param since an answer that was true before that moment will not do; asks the database rather
     */
    boolean isEnabled(String moduleId, UUID tenantId, Instant since);

    /**
     * To be told once of every request that a version has answered.
     *
     * @param failed whether it was the module's fault: an answer of 500 or above that the platform did not give
     */
    void answered(String moduleId, String version, boolean failed);
}
