package org.stoa.billing.tax;

/** Why a tax is charged or not: the codes of EN 16931-1 (UNCL 5305), as electronic invoices state them. */
public enum TaxCategory {
    /** Standard or reduced rate: the only one with more than 0 percent. */
    S,
    /** Zero rated. */
    Z,
    /** Exempt. */
    E,
    /** Reverse charge: the buyer owes the tax. */
    AE,
    /** Supply within the European Union to another member state. */
    K,
    /** Export out of the European Union. */
    G,
    /** Outside the scope of tax. */
    O;

    /** Whether an invoice has to say why no tax is charged. */
    public boolean needsReason() {
        return this != S && this != Z;
    }
}
