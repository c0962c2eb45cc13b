package org.stoa.api.charge;

/** How long what is paid at a time lasts. */
public enum BillingInterval {
    MONTHLY(1),
    YEARLY(12);

    private final int months;

    BillingInterval(int months) {
        this.months = months;
    }

    public int months() {
        return months;
    }
}
