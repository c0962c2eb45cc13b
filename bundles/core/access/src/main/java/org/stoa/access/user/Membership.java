package org.stoa.access.user;

import java.util.UUID;
import org.stoa.api.people.UserStatus;
import org.stoa.api.tenant.TenantStatus;

/** The user that an identity is in one tenant. */
public record Membership(
        UUID userId,
        UUID tenantId,
        String tenantIdentifier,
        String tenantName,
        TenantStatus tenantStatus,
        UserStatus userStatus) {}
