package org.stoa.billing.customer;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.Versioned;

/**
 * Somebody who receives invoices.
 *
 * @param taxId VAT or tax number, or null
 * @param currency ISO 4217 code that new invoices start with
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
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    public static Customer of(UUID id, CustomerFields fields, long version, Instant createdAt, Instant updatedAt) {
        return new Customer(
                id,
                fields.name(),
                fields.email(),
                fields.phone(),
                fields.taxId(),
                fields.address() == null ? Address.empty() : fields.address(),
                fields.currency(),
                fields.notes(),
                version,
                createdAt,
                updatedAt);
    }

    public CustomerFields fields() {
        return new CustomerFields(name, email, phone, taxId, address, currency, notes);
    }

    public Party asBuyer() {
        return new Party(name, taxId, email, address);
    }
}
