package org.stoa.access.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.access.JsonText;
import org.stoa.api.data.Json;

/** A row of {@code access.account}. */
public record AccountRow(
        UUID id,
        UUID tenantId,
        String identifier,
        String name,
        AccountType type,
        AccountStatus status,
        Json businessInfo,
        List<String> features,
        Json limits,
        Json billingInfo,
        Instant verifiedAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static AccountRow of(
            UUID id,
            UUID tenantId,
            AccountDetails details,
            Instant verifiedAt,
            long version,
            Instant createdAt,
            Instant now) {
        return new AccountRow(
                id,
                tenantId,
                details.identifier(),
                details.name().strip(),
                details.type(),
                details.status(),
                JsonText.write("businessInfo", details.businessInfo()),
                details.features(),
                JsonText.write("limits", details.limits()),
                JsonText.write("billingInfo", details.billingInfo()),
                verifiedAt,
                version,
                createdAt,
                now);
    }

    Account account() {
        return new Account(
                id,
                tenantId,
                identifier,
                name,
                type,
                status,
                JsonText.readObject(businessInfo),
                features,
                JsonText.readNumbers(limits),
                JsonText.readObject(billingInfo),
                verifiedAt,
                version,
                createdAt,
                updatedAt);
    }
}
