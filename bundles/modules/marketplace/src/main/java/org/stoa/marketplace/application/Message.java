package org.stoa.marketplace.application;

import java.time.Instant;
import java.util.UUID;

/** What one side wrote to the other. */
public record Message(UUID id, UUID applicationId, UUID userId, String text, Instant createdAt) {}
