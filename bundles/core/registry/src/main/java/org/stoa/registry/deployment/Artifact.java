package org.stoa.registry.deployment;

import java.time.Instant;

/**
 * A module file as it is stored, without its content.
 *
 * @param trusted whether it came with the platform and needs no signature
 */
record Artifact(
        String moduleId,
        String version,
        String symbolicName,
        String sha256,
        String fileName,
        String signer,
        boolean trusted,
        String createdBy,
        Instant createdAt) {}
