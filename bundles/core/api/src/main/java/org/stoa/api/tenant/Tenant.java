package org.stoa.api.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * An organization on the platform.
 *
 * @param identifier unique, URL-safe name: lower-case letters, digits and hyphens
 * @param name unique name for people
 * @param domain custom domain, unique, or null
 * @param tier subscription tier, such as {@code starter}
 * @param industry industry code, such as {@code modeling}, or null
 * @param parentId the tenant it belongs to, or null
 * @param ownRealm whether its identities are its own (white label) instead of the platform's shared ones
 * @param language BCP 47 tag
 * @param theme name of the look, or null
 * @param timezone IANA zone
 * @param currency ISO 4217 code that new documents start with
 * @param features names of features switched on
 */
public record Tenant(
        UUID id,
        String identifier,
        String name,
        String domain,
        TenantStatus status,
        String tier,
        String industry,
        UUID parentId,
        boolean ownRealm,
        Company company,
        String logoUrl,
        String language,
        String theme,
        String timezone,
        String currency,
        List<String> features,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {}
