package org.stoa.billing;

import java.util.UUID;

/** Event {@code billing.DunningStepDue}, of the day on which an invoice may have to be reminded of. */
public record DunningStepDue(UUID invoiceId) {}
