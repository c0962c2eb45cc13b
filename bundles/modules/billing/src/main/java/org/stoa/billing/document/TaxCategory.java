package org.stoa.billing.document;

/** Why a tax is as it is: the codes of UNTDID 5305 that EN 16931 knows, as far as value added tax goes. */
public enum TaxCategory {
    /** Standard or reduced rate. */
    S,
    /** Zero rated goods. */
    Z,
    /** Exempt. */
    E,
    /** The buyer owes the tax: reverse charge. */
    AE,
    /** Delivery within the European Union, no tax of the seller's country. */
    K,
    /** Export outside of the European Union. */
    G,
    /** Not subject to value added tax. */
    O;

    /** Whether a paper must say why no tax is due (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10). */
    public boolean needsReason() {
        return this != S && this != Z;
    }
}
