package org.stoa.api.sale;

import java.math.BigDecimal;
import org.stoa.api.value.Money;

/**
 * One thing that was sold.
 *
 * @param description for the client, in the client's language
 * @param quantity more than 0, with up to 4 decimals
 * @param unitPrice as it was agreed; whether tax is in it or comes on top is a setting of whoever invoices
 */
public record SaleLine(String description, BigDecimal quantity, Money unitPrice) {}
