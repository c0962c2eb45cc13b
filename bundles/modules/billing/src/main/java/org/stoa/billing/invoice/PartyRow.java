package org.stoa.billing.invoice;

import java.util.UUID;
import org.stoa.billing.customer.Address;
import org.stoa.billing.customer.Party;

/** A row of {@code billing.invoice_party}. */
record PartyRow(
        UUID invoiceId,
        Role role,
        String name,
        String taxId,
        String email,
        String street,
        String postalCode,
        String city,
        String country) {
    enum Role {
        SELLER,
        BUYER
    }

    static PartyRow of(UUID invoiceId, Role role, Party party) {
        Address address = party.address();
        return new PartyRow(
                invoiceId,
                role,
                party.name(),
                party.taxId(),
                party.email(),
                address.street(),
                address.postalCode(),
                address.city(),
                address.country());
    }

    Party party() {
        return new Party(name, taxId, email, new Address(street, postalCode, city, country));
    }
}
