package org.stoa.subscription.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.value.Money;
import org.stoa.subscription.rules.DueCharge;

/**
 * What a tenant owes, or would.
 *
 * @param id null for what would be charged
 * @param dueOn the day it fell due, where the tenant is
 * @param chargedOn the day it was charged; later than due when nobody could see to it in time
 * @param total without tax; less than nothing for what is given back
 * @param test whether a test clock made it fall due
 * @param settledAt null while it is to be paid
 */
public record Charge(
        UUID id,
        UUID subscriptionId,
        DueCharge.Kind kind,
        LocalDate dueOn,
        LocalDate chargedOn,
        List<ChargeLine> lines,
        Money total,
        boolean test,
        Instant settledAt,
        Instant createdAt) {}
