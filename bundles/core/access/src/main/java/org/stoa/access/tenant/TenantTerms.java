package org.stoa.access.tenant;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

/**
 * What the platform decides about a tenant.
 *
 * @param tier subscription tier
 * @param features names of features switched on
 * @param parentId the tenant it belongs to, or null
 * @param reason why, for the audit log; not kept with the tenant
 */
public record TenantTerms(
        @NotNull TenantStatus status,
        @NotNull @Size(max = 50) String tier,
        @NotNull @Size(max = 100) List<@NotNull @Size(max = 100) String> features,
        UUID parentId,
        @Size(max = 500) String reason) {

    static TenantTerms of(Tenant tenant) {
        return new TenantTerms(tenant.status(), tenant.tier(), tenant.features(), tenant.parentId(), null);
    }

    TenantTerms withStatus(TenantStatus changed, String because) {
        return new TenantTerms(changed, tier, features, parentId, because);
    }
}
