package org.stoa.subscription.rules;

import java.math.BigDecimal;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.value.Money;

/**
 * One thing that falls due.
 *
 * @param planCode of which plan
 * @param resource what was used, for USAGE and OVERAGE; else null
 * @param seats whether it is seats that a CREDIT is for
 * @param period the days it is for; null for the set-up fee
 */
public record DueLine(
        ChargeLine.Kind kind,
        String planCode,
        String resource,
        boolean seats,
        BigDecimal quantity,
        BigDecimal unitAmount,
        Money amount,
        BillingPeriod period) {}
