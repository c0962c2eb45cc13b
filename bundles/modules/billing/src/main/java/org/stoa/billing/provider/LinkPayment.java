package org.stoa.billing.provider;

import java.util.regex.Pattern;
import org.stoa.api.rest.ProblemException;

/**
 * By whom an invoice shall be paid.
 *
 * @param provider name of a payment provider; looked at when the address of the invoice is known to be right
 */
public record LinkPayment(String provider) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

    /** @throws ProblemException 400 {@code invalid-request} that names {@code provider} */
    static String providerOf(LinkPayment payment) {
        if (payment == null
                || payment.provider() == null
                || !NAME.matcher(payment.provider()).matches()) {
            throw ProblemException.invalid("provider", "must be the name of a payment provider");
        }
        return payment.provider();
    }
}
