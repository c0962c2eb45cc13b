package org.stoa.access.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * A party within a tenant: a person, an agency, a vendor or a client.
 *
 * @param identifier unique, URL-safe name in the tenant
 * @param businessInfo company details, tax information and the like
 * @param features names of features switched on
 * @param limits name of a resource to how many of it the account may have
 * @param verifiedAt when the tenant verified who is behind it, or null
 */
public record Account(
        UUID id,
        UUID tenantId,
        String identifier,
        String name,
        AccountType type,
        AccountStatus status,
        Map<String, Object> businessInfo,
        List<String> features,
        Map<String, Long> limits,
        Map<String, Object> billingInfo,
        Instant verifiedAt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
