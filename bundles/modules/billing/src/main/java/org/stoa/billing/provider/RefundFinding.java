package org.stoa.billing.provider;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.stoa.api.value.SingleLine;

/**
 * What somebody has found out about a refund in doubt.
 *
 * @param made whether the money went back
 * @param externalReference what the provider calls the refund; needed when it was made
 * @param note how that was found out
 */
public record RefundFinding(
        @NotNull Boolean made,
        @Size(min = 1, max = 200) @SingleLine String externalReference,
        @NotBlank @Size(max = 1000) String note) {}
