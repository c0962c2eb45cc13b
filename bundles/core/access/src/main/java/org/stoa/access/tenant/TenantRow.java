package org.stoa.access.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.access.JsonText;
import org.stoa.api.data.Json;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

/** A row of {@code access.tenant}. */
public record TenantRow(
        UUID id,
        String identifier,
        String name,
        String domain,
        TenantStatus status,
        String tier,
        String industry,
        UUID parentId,
        boolean ownRealm,
        Json company,
        String logoUrl,
        String language,
        String theme,
        String timezone,
        String currency,
        List<String> features,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The tenant that this row holds. */
    public Tenant tenant() {
        return new Tenant(
                id,
                identifier,
                name,
                domain,
                status,
                tier,
                industry,
                parentId,
                ownRealm,
                JsonText.read(company, Company.class),
                logoUrl,
                language,
                theme,
                timezone,
                currency,
                features,
                version,
                createdAt,
                updatedAt);
    }
}
