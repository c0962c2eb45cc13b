package org.stoa.billing.customer;

/**
 * The seller or the buyer, as an issued invoice states them: what was true on the day of issue, whatever changes later.
 *
 * @param taxId VAT or tax number, or null
 */
public record Party(String name, String taxId, String email, Address address) {}
