package org.stoa.access.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.value.SingleLine;

/**
 * What a tenant may change about itself.
 *
 * @param domain custom domain name, or null for none
 * @param company null for nothing filled in
 * @param language BCP 47 tag
 * @param timezone IANA zone
 * @param currency ISO 4217 code
 */
public record TenantDetails(
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(max = 253) String domain,
        @Valid Company company,
        @Size(max = 2000) String logoUrl,
        @NotNull @Size(max = 35) String language,
        @Size(max = 50) String theme,
        @NotNull @Size(max = 64) String timezone,
        @NotNull @Size(min = 3, max = 3) String currency,
        @Size(max = 50) String industry) {

    static TenantDetails of(Tenant tenant) {
        return new TenantDetails(
                tenant.name(),
                tenant.domain(),
                tenant.company(),
                tenant.logoUrl(),
                tenant.language(),
                tenant.theme(),
                tenant.timezone(),
                tenant.currency(),
                tenant.industry());
    }
}
