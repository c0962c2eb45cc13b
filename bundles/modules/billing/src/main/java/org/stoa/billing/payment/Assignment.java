package org.stoa.billing.payment;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** The body of {@code assign}: whose the payment is. */
public record Assignment(@NotNull UUID customerId) {}
