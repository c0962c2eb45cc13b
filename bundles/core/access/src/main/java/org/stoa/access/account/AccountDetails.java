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
 * What can be changed about an account. Status, features, limits and verification are the tenant's to decide: changing
 * them needs {@code tenant.account.write}.
 *
 * @param verified whether the tenant has verified who is behind it
 */
public record AccountDetails(
        @NotNull @Pattern(regexp = NewTenant.IDENTIFIER, message = Accounts.IDENTIFIER_RULE) String identifier,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @NotNull AccountType type,
        @NotNull AccountStatus status,
        @Size(max = 100) Map<String, Object> businessInfo,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> features,
        @Size(max = 100) Map<@Size(min = 1, max = 100) String, @NotNull @PositiveOrZero Long> limits,
        @Size(max = 100) Map<String, Object> billingInfo,
        boolean verified) {

    static AccountDetails of(Account account) {
        return new AccountDetails(
                account.identifier(),
                account.name(),
                account.type(),
                account.status(),
                account.businessInfo(),
                account.features(),
                account.limits(),
                account.billingInfo(),
                account.verifiedAt() != null);
    }

    static AccountDetails of(NewAccount account) {
        return new AccountDetails(
                account.identifier(),
                account.name(),
                account.type(),
                account.status() == null ? AccountStatus.ACTIVE : account.status(),
                account.businessInfo(),
                account.features(),
                account.limits(),
                account.billingInfo(),
                false);
    }

    /** The same with empty collections instead of none. */
    AccountDetails filled() {
        return new AccountDetails(
                identifier,
                name,
                type,
                status,
                businessInfo == null ? Map.of() : businessInfo,
                features == null ? List.of() : features,
                limits == null ? Map.of() : limits,
                billingInfo == null ? Map.of() : billingInfo,
                verified);
    }

    /** Whether what is the tenant's to decide is the same in both. */
    boolean sameTerms(AccountDetails other) {
        return status == other.status
                && verified == other.verified
                && features.equals(other.features)
                && limits.equals(other.limits);
    }
}
