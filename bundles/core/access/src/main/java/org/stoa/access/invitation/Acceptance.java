package org.stoa.access.invitation;

import java.util.UUID;

/** Where an accepted invitation has led to. */
public record Acceptance(UUID tenantId, String tenantIdentifier, String tenantName, UUID userId, String email) {}
