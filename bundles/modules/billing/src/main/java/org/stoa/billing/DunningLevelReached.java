package org.stoa.billing;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * Domain event {@code billing.DunningLevelReached}: a reminder is due.
 *
 * @param level from 1
 * @param fee what the reminder costs
 * @param interest on the balance since it was due
 * @param text of the reminder
 */
public record DunningLevelReached(
        UUID invoiceId,
        String number,
        UUID customerId,
        int level,
        LocalDate reachedOn,
        Money balance,
        Money fee,
        Money interest,
        String text) {}
