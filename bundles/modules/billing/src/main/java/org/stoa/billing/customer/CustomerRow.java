package org.stoa.billing.customer;

import java.time.Instant;
import java.util.UUID;
import org.stoa.billing.tax.TaxCategory;
import org.stoa.billing.tax.TaxExemption;

/** A row of {@code billing.customer}. */
public record CustomerRow(
        UUID id,
        String name,
        String email,
        String phone,
        String taxId,
        String street,
        String postalCode,
        String city,
        String country,
        String currency,
        String notes,
        String language,
        String reference,
        Integer paymentDays,
        Boolean paymentEndOfMonth,
        TaxCategory taxExemptionCategory,
        String taxExemptionReason,
        UUID debtorTenantId,
        UUID userId,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public Customer customer() {
        return new Customer(
                id,
                name,
                email,
                phone,
                taxId,
                new Address(street, postalCode, city, country),
                currency,
                notes,
                language,
                reference,
                paymentDays == null ? null : new PaymentTerms(paymentDays, paymentEndOfMonth),
                taxExemptionCategory == null ? null : new TaxExemption(taxExemptionCategory, taxExemptionReason),
                debtorTenantId,
                userId,
                version,
                createdAt,
                updatedAt);
    }
}
