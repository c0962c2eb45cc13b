package org.stoa.billing.provider;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** By whom an invoice shall be paid. */
public record LinkPayment(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,29}", message = "must be the name of a payment provider")
                String provider) {}
