package org.stoa.marketplace;

import java.util.UUID;

/** Domain event {@code marketplace.MessageWritten}: one side wrote to the other. */
public record MessageWritten(UUID messageId, UUID applicationId, UUID fromUserId, UUID toUserId) {}
