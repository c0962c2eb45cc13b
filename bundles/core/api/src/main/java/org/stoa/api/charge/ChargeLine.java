package org.stoa.api.charge;

import java.math.BigDecimal;
import org.stoa.api.value.Money;

/**
 * One thing that is charged.
 *
 * @param kind what for
 * @param description for the payer, in the payer's language
 * @param quantity with up to 4 decimals, more than 0
 * @param unitAmount without tax, with up to 4 decimals more than the currency has; below zero for a credit
 * @param amount what is due for it without tax, rounded to the currency
 * @param period the time it is charged for, or null
 */
public record ChargeLine(
        Kind kind, String description, BigDecimal quantity, BigDecimal unitAmount, Money amount, BillingPeriod period) {

    /** What is charged. */
    public enum Kind {
        SETUP_FEE,
        BASE,
        SEATS,
        USAGE,
        OVERAGE,
        /** What was paid for and is not used, as a price changed within a period. */
        CREDIT
    }
}
