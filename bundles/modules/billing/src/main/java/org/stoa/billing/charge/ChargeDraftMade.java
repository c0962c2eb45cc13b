package org.stoa.billing.charge;

import java.util.UUID;

/** Event {@code billing.ChargeDraftMade}: the invoice of a charge is to be issued. */
public record ChargeDraftMade(UUID chargeId, UUID invoiceId) {}
