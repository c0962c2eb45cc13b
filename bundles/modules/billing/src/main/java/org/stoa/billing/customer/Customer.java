package org.stoa.billing.customer;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;
import org.stoa.billing.tax.TaxExemption;

/**
 * Somebody who receives invoices.
 *
 * @param taxId VAT or tax number, or null
 * @param currency ISO 4217 code that new invoices start with
 * @param language BCP 47 tag of its documents; null for the tenant's
 * @param reference what the tenant knows it by elsewhere, unique within the tenant, or null
 * @param paymentTerms null for the tenant's
 * @param taxExemption why it is charged no tax, or null when it is
 * @param debtorTenantId the tenant of the platform whose charges it owes, which never changes, or null
 * @param userId the user of the tenant who it is, where something was sold to one; else null
 */
public record Customer(
        UUID id,
        String name,
        String email,
        String phone,
        String taxId,
        Address address,
        String currency,
        String notes,
        String language,
        String reference,
        PaymentTerms paymentTerms,
        TaxExemption taxExemption,
        UUID debtorTenantId,
        UUID userId,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** One that no charges are for. */
    public static Customer of(UUID id, CustomerFields fields, long version, Instant createdAt, Instant updatedAt) {
        return of(id, fields, null, null, version, createdAt, updatedAt);
    }

    public static Customer of(
            UUID id,
            CustomerFields fields,
            UUID debtorTenantId,
            UUID userId,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        return new Customer(
                id,
                fields.name(),
                fields.email(),
                fields.phone(),
                fields.taxId(),
                fields.address() == null ? Address.empty() : fields.address(),
                fields.currency(),
                fields.notes(),
                fields.language(),
                fields.reference(),
                fields.paymentTerms(),
                fields.taxExemption(),
                debtorTenantId,
                userId,
                version,
                createdAt,
                updatedAt);
    }

    public CustomerFields fields() {
        return new CustomerFields(
                name, email, phone, taxId, address, currency, notes, language, reference, paymentTerms, taxExemption);
    }

    /** The same customer with other fields, one version later. */
    public Customer with(CustomerFields fields, Instant now) {
        return of(id, fields, debtorTenantId, userId, version + 1, createdAt, now);
    }

    public Party asBuyer() {
        return new Party(name, taxId, email, address);
    }
}
