package org.stoa.billing.charge;

import java.util.UUID;

/** Event {@code billing.ChargeTaken}: a charge waits to be invoiced. */
public record ChargeTaken(UUID chargeId) {}
