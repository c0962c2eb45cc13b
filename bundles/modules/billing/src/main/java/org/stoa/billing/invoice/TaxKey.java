package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.util.Comparator;
import org.stoa.billing.tax.TaxCategory;

/** What is added up together for tax: a category at a rate in percent. Ordered from the lowest rate to the highest. */
record TaxKey(TaxCategory category, BigDecimal rate) implements Comparable<TaxKey> {
    private static final Comparator<TaxKey> ORDER =
            Comparator.comparing(TaxKey::rate).thenComparing(TaxKey::category);

    @Override
    public int compareTo(TaxKey other) {
        return ORDER.compare(this, other);
    }
}
