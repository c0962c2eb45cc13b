package org.stoa.billing.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * What a tenant wants its papers to show besides the company: every component may be null.
 *
 * @param color of the name and the lines, such as {@code #0a5fb4}
 * @param bank where customers pay to
 * @param contact person or department that answers questions (BT-41)
 * @param electronic the tenant's own address in networks of electronic invoices (BT-34)
 * @param paymentTerms a sentence that stands under the total (BT-20); null for one that names the due date
 * @param footer small print on every page, such as the register and the management
 */
public record Letterhead(
        @Pattern(regexp = "#[0-9a-fA-F]{6}", message = "must be a colour such as #0a5fb4") String color,
        @Valid BankAccount bank,
        @Size(max = 100) @SingleLine String contact,
        @Size(max = 50) @SingleLine String phone,
        @Email @Size(max = 254) String email,
        @Valid ElectronicAddress electronic,
        @Size(max = 500) String paymentTerms,
        @Size(max = 500) String footer) {

    private static final String INK = "#1f3a5f";

    /** Nothing stated. */
    public static Letterhead plain() {
        return new Letterhead(null, null, null, null, null, null, null, null);
    }

    /** The colour, or a dark blue where none is stated. */
    @JsonIgnore
    public String ink() {
        return color == null ? INK : color;
    }
}
