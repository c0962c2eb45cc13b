package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.Dates;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.product.Product;
import org.stoa.billing.tax.TaxCategory;
import org.stoa.billing.tax.TaxExemption;
import org.stoa.billing.tax.TaxRate;
import org.stoa.billing.tax.TaxRateFields;

/** Completes one line from the product, the tax rate and the customer, and multiplies it. */
final class Pricing {
    private final Currency currency;
    private final Customer customer;
    private final Catalogue catalogue;

    Pricing(Currency currency, Customer customer, Catalogue catalogue) {
        this.currency = currency;
        this.customer = customer;
        this.catalogue = catalogue;
    }

    /** How a line is taxed. */
    private record Taxation(TaxRate source, BigDecimal rate, TaxCategory category, boolean inclusive, String reason) {}

    /**
     * @param field name of the line, such as {@code items[0]}
     * @return the line; where its price includes the tax, not yet split
     * @throws ProblemException 400 {@code invalid-request} that names what is wrong with the line
     */
    InvoiceItem priced(String field, ItemFields fields) {
        Product product = product(field, fields);
        UnitPrice price = price(field, fields, product);
        Taxation taxation = taxation(field, fields, product);
        TaxExemption exemption = customer.taxExemption();
        if (exemption != null && taxation.category() == TaxCategory.S) {
            price = taxation.inclusive() ? withoutTax(price, taxation.rate()) : price;
            taxation = new Taxation(null, BigDecimal.ZERO, exemption.category(), false, exemption.reason());
        }
        requirePeriod(field, fields);
        Money amount = amount(field, fields, price);
        return new InvoiceItem(
                fields.productId(),
                description(field, fields, product),
                fields.quantity(),
                fields.unit() == null && product != null ? product.unit() : fields.unit(),
                price,
                fields.discountPercent() == null ? BigDecimal.ZERO : fields.discountPercent(),
                taxation.source() == null ? null : taxation.source().id(),
                taxation.rate(),
                taxation.category(),
                taxation.inclusive(),
                taxation.reason(),
                fields.periodStart(),
                fields.periodEnd(),
                amount,
                amount,
                taxation.inclusive() ? Money.zero(currency) : null);
    }

    private Product product(String field, ItemFields fields) {
        if (fields.productId() == null) {
            return null;
        }
        Product product = catalogue.products().get(fields.productId());
        if (product == null) {
            throw ProblemException.invalid(field + ".productId", "is not the id of a product");
        }
        if (!product.active()) {
            throw ProblemException.invalid(field + ".productId", "is a product that is not sold any more");
        }
        return product;
    }

    private String description(String field, ItemFields fields, Product product) {
        if (fields.description() != null) {
            return fields.description();
        }
        if (product == null) {
            throw ProblemException.invalid(field + ".description", "must not be blank");
        }
        return product.nameIn(customer.language());
    }

    private UnitPrice price(String field, ItemFields fields, Product product) {
        UnitPrice price = fields.unitPrice();
        if (price == null && product == null) {
            throw ProblemException.invalid(field + ".unitPrice", "must be there for a line without a product");
        }
        if (price == null) {
            return product.priceIn(currency)
                    .orElseThrow(() -> ProblemException.invalid(
                            field + ".unitPrice", "must be there, as the product has no price in " + currency));
        }
        return price;
    }

    private Taxation taxation(String field, ItemFields fields, Product product) {
        if (fields.taxRateId() != null && fields.taxRate() != null) {
            throw ProblemException.invalid(field + ".taxRate", "must not be there beside taxRateId");
        }
        TaxRate named = named(field, fields, product);
        if (named != null) {
            boolean inclusive = fields.taxInclusive() == null ? named.inclusive() : fields.taxInclusive();
            return new Taxation(
                    named,
                    named.percent(),
                    named.category(),
                    inclusive && named.percent().signum() > 0,
                    named.exemptionReason());
        }
        BigDecimal rate = fields.taxRate();
        if (rate == null) {
            throw ProblemException.invalid(field + ".taxRate", "must be there, as the tenant has no tax rate for all");
        }
        TaxCategory category = fields.taxCategory() == null ? TaxRateFields.categoryOf(rate) : fields.taxCategory();
        if ((category == TaxCategory.S) != (rate.signum() > 0)) {
            throw ProblemException.invalid(
                    field + ".taxRate",
                    category == TaxCategory.S ? "must be more than 0 for category S" : "must be 0 for " + category);
        }
        if (category.needsReason()
                && (fields.exemptionReason() == null || fields.exemptionReason().isBlank())) {
            throw ProblemException.invalid(field + ".exemptionReason", "must be there for category " + category);
        }
        boolean inclusive = Boolean.TRUE.equals(fields.taxInclusive()) && rate.signum() > 0;
        return new Taxation(null, rate, category, inclusive, category.needsReason() ? fields.exemptionReason() : null);
    }

    private TaxRate named(String field, ItemFields fields, Product product) {
        if (fields.taxRateId() != null) {
            TaxRate rate = catalogue.taxRates().get(fields.taxRateId());
            if (rate == null) {
                throw ProblemException.invalid(field + ".taxRateId", "is not the id of a tax rate");
            }
            return rate;
        }
        if (fields.taxRate() != null) {
            return null;
        }
        return product != null && product.taxRateId() != null
                ? catalogue.taxRates().get(product.taxRateId())
                : catalogue.defaultTaxRate();
    }

    private static UnitPrice withoutTax(UnitPrice price, BigDecimal rate) {
        int decimals = price.currency().getDefaultFractionDigits() + UnitPrice.FURTHER_DECIMALS;
        BigDecimal hundred = BigDecimal.valueOf(100);
        BigDecimal net = price.amount().multiply(hundred).divide(hundred.add(rate), decimals, RoundingMode.HALF_UP);
        return new UnitPrice(net, price.currency());
    }

    private static void requirePeriod(String field, ItemFields fields) {
        Dates.near(field + ".periodStart", fields.periodStart());
        Dates.near(field + ".periodEnd", fields.periodEnd());
        if ((fields.periodStart() == null) != (fields.periodEnd() == null)) {
            throw ProblemException.invalid(field + ".periodEnd", "must be there when periodStart is, and only then");
        }
        if (fields.periodStart() != null && fields.periodEnd().isBefore(fields.periodStart())) {
            throw ProblemException.invalid(field + ".periodEnd", "must not be before periodStart");
        }
    }

    private static Money amount(String field, ItemFields fields, UnitPrice price) {
        try {
            Money full = price.times(fields.quantity());
            return fields.discountPercent() == null
                    ? full
                    : full.minus(Decimals.percent(full, fields.discountPercent()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "is too large: " + e.getMessage());
        }
    }
}
