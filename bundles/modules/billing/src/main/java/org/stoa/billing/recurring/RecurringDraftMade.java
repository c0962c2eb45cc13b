package org.stoa.billing.recurring;

import java.util.UUID;

/** Event {@code billing.RecurringDraftMade}: a draft that is to be issued by itself. */
public record RecurringDraftMade(UUID agreementId, UUID invoiceId) {}
