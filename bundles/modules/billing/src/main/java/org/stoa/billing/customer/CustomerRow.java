package org.stoa.billing.customer;

import java.time.Instant;
import java.util.UUID;

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
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public Customer customer() {
        Address address = new Address(street, postalCode, city, country);
        return new Customer(id, name, email, phone, taxId, address, currency, notes, version, createdAt, updatedAt);
    }
}
