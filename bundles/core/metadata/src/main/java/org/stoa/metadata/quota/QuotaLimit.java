package org.stoa.metadata.quota;

import java.math.BigDecimal;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

/**
 * A limit as it is set.
 *
 * @param setting key of the setting
 * @param value whatever was set, or null for nothing
 */
record QuotaLimit(String setting, Object value) {

    /** Whether there is a limit, or what should be one. */
    boolean isSet() {
        return value != null;
    }

    /**
     * The limit, the largest number for none.
     *
     * @throws ProblemException 409 {@code quota-setting-invalid}; without the value, which not everybody may see
     */
    long number() {
        if (!isSet()) {
            return Long.MAX_VALUE;
        }
        long number = value instanceof Number given ? whole(given) : -1;
        if (number < 0) {
            throw ProblemException.of(MetadataProblem.QUOTA_SETTING_INVALID, setting);
        }
        return number;
    }

    private static long whole(Number number) {
        try {
            return new BigDecimal(number.toString()).longValueExact();
        } catch (ArithmeticException e) {
            return -1;
        }
    }
}
