package org.stoa.access.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.value.SingleLine;

/**
 * An account to be created.
 *
 * @param identifier 2 to 63 lower-case letters, digits and inner hyphens
 * @param status null for ACTIVE
 * @param businessInfo null for none
 * @param features null for none
 * @param limits null for none
 * @param billingInfo null for none
 */
public record NewAccount(
        @NotNull @Pattern(regexp = NewTenant.IDENTIFIER, message = Accounts.IDENTIFIER_RULE) String identifier,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @NotNull AccountType type,
        AccountStatus status,
        @Size(max = 100) Map<String, Object> businessInfo,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> features,
        @Size(max = 100) Map<@Size(min = 1, max = 100) String, @NotNull @PositiveOrZero Long> limits,
        @Size(max = 100) Map<String, Object> billingInfo) {}
