package org.stoa.billing.document;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * How papers reach a customer, and what they must name there: every component may be null.
 *
 * @param buyerReference what the customer wants to be named, such as a Leitweg-ID (BT-10)
 * @param contact person or department (BT-56)
 * @param email of the contact (BT-58)
 * @param electronic address in a network of electronic invoices (BT-49); null for the customer's e-mail address
 */
public record Delivery(
        @Size(max = 100) @SingleLine String buyerReference,
        @Size(max = 100) @SingleLine String contact,
        @Email @Size(max = 254) String email,
        @Valid ElectronicAddress electronic) {

    static Delivery unknown() {
        return new Delivery(null, null, null, null);
    }
}
