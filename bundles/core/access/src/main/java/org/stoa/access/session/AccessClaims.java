package org.stoa.access.session;

import java.time.Instant;
import java.util.UUID;

/**
 * What an access token says.
 *
 * @param identityId claim {@code sub}
 * @param sessionId claim {@code sid}
 * @param tenantId claim {@code tid}; null for a token without tenant
 * @param userId claim {@code uid}; null for a token without tenant, and for a super administrator who is no user there
 * @param issuedAt claim {@code iat}, in whole seconds
 * @param expiresAt claim {@code exp}, in whole seconds
 */
record AccessClaims(UUID identityId, UUID sessionId, UUID tenantId, UUID userId, Instant issuedAt, Instant expiresAt) {}
