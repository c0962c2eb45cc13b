package org.stoa.billing.document;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * An address in a network of electronic invoices.
 *
 * @param scheme code of the list EAS, such as 0204 for a German Leitweg-ID, 9930 for a German VAT number, EM for e-mail
 */
public record ElectronicAddress(
        @NotNull @Pattern(regexp = "[0-9]{4}|[A-Z]{2}", message = "must be a code of the list EAS, such as 0204 or EM")
                String scheme,
        @NotBlank @Size(max = 200) @SingleLine String value) {}
