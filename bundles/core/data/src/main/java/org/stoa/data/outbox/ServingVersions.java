package org.stoa.data.outbox;

import java.time.Instant;
import java.util.UUID;

/** Which version of a bundle acts for a tenant on this node, while several run side by side. */
public interface ServingVersions {

    /** For bundles of which there is one version only. */
    ServingVersions ANY = new ServingVersions() {
        @Override
        public boolean isManaged(String bundle) {
            return false;
        }

        @Override
        public String serving(String bundle, UUID tenantId) {
            return null;
        }

        @Override
        public boolean isEnabled(String bundle, UUID tenantId, Instant since) {
            return true;
        }

        @Override
        public boolean isRunning(String bundle, String version) {
            return false;
        }
    };

    /** Whether only one version of the bundle may act for a tenant. */
    boolean isManaged(String bundle);

    /**
     * The version that acts for a tenant, or null when none does here.
     *
     * @param tenantId null for what belongs to the platform
     */
    String serving(String bundle, UUID tenantId);

    /** Whether a tenant had the module of a managed bundle enabled at a moment, or has since. */
    boolean isEnabled(String bundle, UUID tenantId, Instant since);

    /** Whether this version runs on this node. */
    boolean isRunning(String bundle, String version);
}
