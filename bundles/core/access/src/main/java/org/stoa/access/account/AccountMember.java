package org.stoa.access.account;

import java.time.Instant;
import java.util.UUID;

/**
 * A user who belongs to an account.
 *
 * @param invitedBy the user who added it; null for the platform
 */
public record AccountMember(
        UUID accountId,
        UUID userId,
        String email,
        String displayName,
        AccountRole role,
        Instant joinedAt,
        UUID invitedBy) {}
