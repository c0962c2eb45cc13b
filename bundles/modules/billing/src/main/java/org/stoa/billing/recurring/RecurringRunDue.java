package org.stoa.billing.recurring;

import java.util.UUID;

/** Event {@code billing.RecurringRunDue}, of the day on which an agreement is to be invoiced. */
public record RecurringRunDue(UUID agreementId, int number) {}
