package org.stoa.api.sale;

import java.math.BigDecimal;
import org.stoa.api.value.Money;

/**
 * One thing that was sold. What cannot be invoiced throws {@link IllegalArgumentException}.
 *
 * @param description for the client, in the client's language, of 1 to 500 characters
 * @param quantity more than 0, below 1,000,000,000, with up to 4 decimals
 * @param unitPrice as it was agreed; whether tax is in it or comes on top is a setting of whoever invoices
 */
public record SaleLine(String description, BigDecimal quantity, Money unitPrice) {

    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_DECIMALS = 4;
    private static final BigDecimal TOO_MANY = new BigDecimal("1000000000");

    public SaleLine {
        if (description == null || description.isBlank() || description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("description must have 1 to " + MAX_DESCRIPTION + " characters");
        }
        if (quantity == null || quantity.signum() <= 0 || quantity.compareTo(TOO_MANY) >= 0) {
            throw new IllegalArgumentException("quantity must be more than 0 and below " + TOO_MANY);
        }
        if (quantity.stripTrailingZeros().scale() > MAX_DECIMALS) {
            throw new IllegalArgumentException("quantity must have up to " + MAX_DECIMALS + " decimals");
        }
        if (unitPrice == null) {
            throw new IllegalArgumentException("unitPrice must be given");
        }
    }
}
