package org.stoa.billing.document;

/**
 * Seller or buyer as a paper names them; what is not known is null.
 *
 * @param taxId VAT number with its country's prefix, or a number of the local tax office
 * @param country ISO 3166-1 alpha-2 code
 * @param contact a person or department
 * @param electronic where electronic invoices are sent to and come from (BT-34, BT-49)
 */
public record PaperParty(
        String name,
        String taxId,
        String street,
        String postalCode,
        String city,
        String country,
        String contact,
        String email,
        String phone,
        ElectronicAddress electronic) {

    /** Whether the tax number is one that the European Union gives, such as DE123456788 (BT-31), and no local one (BT-32). */
    public boolean hasVatNumber() {
        return taxId != null && taxId.matches("[A-Z]{2}[0-9A-Z+*.]{2,13}");
    }
}
