package org.stoa.billing.provider;

import java.util.UUID;

/** Domain event {@code billing.AttemptUnresolved}: it is time to look what became of a payment, unless that is known. */
public record AttemptUnresolved(UUID attemptId) {}
