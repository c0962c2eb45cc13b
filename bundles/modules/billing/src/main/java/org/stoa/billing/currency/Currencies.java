package org.stoa.billing.currency;

import java.util.Currency;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

/** Currency codes as clients send them. */
public final class Currencies {
    private Currencies() {}

    /** @throws ProblemException 400 {@code invalid-request} that names {@code field} when {@code code} is not ISO 4217 */
    public static Currency require(String field, String code) {
        try {
            return Money.currencyOf(code);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "must be an ISO 4217 code such as EUR");
        }
    }
}
