package org.stoa.billing.document.einvoice;

/** A set of rules that an electronic invoice follows. */
public enum Profile {
    /** The German public sector's, version 3.0. */
    XRECHNUNG("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"),
    /** Factur-X and ZUGFeRD, profile EN 16931: attached to a PDF. */
    FACTUR_X("urn:cen.eu:en16931:2017");

    private final String guideline;

    Profile(String guideline) {
        this.guideline = guideline;
    }

    /** The specification identifier (BT-24). */
    String guideline() {
        return guideline;
    }
}
