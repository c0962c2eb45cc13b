package org.stoa.api.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.value.SingleLine;

/**
 * What is needed to create a tenant with its first administrator.
 *
 * @param identifier 2 to 63 lower-case letters, digits and inner hyphens
 * @param status null for ACTIVE
 * @param tier null for {@code starter}
 * @param ownRealm null for false
 * @param company null for nothing filled in
 * @param administrator the first administrator, or null for none yet
 */
public record NewTenant(
        @NotNull @Pattern(regexp = IDENTIFIER, message = "must be 2 to 63 lower-case letters, digits and inner hyphens")
                String identifier,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @Size(max = 253) String domain,
        TenantStatus status,
        @Size(max = 50) String tier,
        @Size(max = 50) String industry,
        UUID parentId,
        Boolean ownRealm,
        @Valid Company company,
        @Size(max = 35) String language,
        @Size(max = 64) String timezone,
        @Size(min = 3, max = 3) String currency,
        @Valid Administrator administrator) {

    /** Form of an identifier; the words of the API's own paths are refused beyond that. */
    public static final String IDENTIFIER = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])";

    /**
     * The person who will administer the tenant. When the e-mail address already belongs to an identity of the realm,
     * that identity is invited instead of being given a new password.
     *
     * @param password null: the person gets an e-mail with a link to set one
     */
    public record Administrator(
            @NotNull @Email @Size(max = 254) String email,
            @Size(min = 12, max = 200) @Sensitive String password,
            @NotBlank @Size(max = 200) @SingleLine String displayName) {}
}
