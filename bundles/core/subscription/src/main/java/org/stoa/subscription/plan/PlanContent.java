package org.stoa.subscription.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.value.Money;

/**
 * What one version of a plan costs and gives. Prices are without tax, in the currency of the version.
 *
 * @param currency ISO 4217 code
 * @param monthlyPrice for a month; null when it cannot be had by the month
 * @param yearlyPrice for a year; null when it cannot be had by the year
 * @param setupFee due once with the first charge of a subscription; null for none
 * @param seats null unless the model has seats
 * @param usage empty unless the model has usage
 * @param trialDays days that cost nothing at the beginning of a tenant's first subscription; 14 when left out
 * @param autoRenew whether a period follows another until somebody cancels; true when left out
 * @param modules ids of the modules that it brings
 * @param features names of the features that it includes
 * @param limits what is not among them is not limited
 * @param industries whose tenants see it; empty for all
 * @param sizes how large the tenants are that see it; empty for all
 * @param listed whether tenants see it and can subscribe to it themselves; false when left out
 */
public record PlanContent(
        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR") String currency,
        @NotNull PricingModel model,
        @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal monthlyPrice,
        @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal yearlyPrice,
        @PositiveOrZero @Digits(integer = 9, fraction = 4) BigDecimal setupFee,
        @Valid SeatPrice seats,
        @Size(max = MOST_ENTRIES) List<@NotNull @Valid UsagePrice> usage,
        @Min(0) @Max(365) Integer trialDays,
        Boolean autoRenew,
        @Size(max = MOST_ENTRIES) List<@NotNull @Pattern(regexp = "[a-z][a-z0-9]{0,30}") String> modules,
        @Size(max = MOST_ENTRIES) List<@NotNull @Pattern(regexp = NAME, message = NAME_RULE) String> features,
        @Size(max = MOST_ENTRIES) List<@NotNull @Valid PlanLimit> limits,
        @Size(max = MOST_ENTRIES) List<@NotNull @Pattern(regexp = NAME, message = NAME_RULE) String> industries,
        @Size(max = 3) List<@NotNull TenantSize> sizes,
        Boolean listed) {

    static final int MOST_ENTRIES = 100;
    static final String NAME = "[a-z][a-z0-9]*([._-][a-z0-9]+){0,7}";
    static final String NAME_RULE = "must be lower-case words joined by one of . _ -, such as custom-domain";

    private static final int TRIAL_DAYS = 14;

    public PlanContent {
        usage = copy(usage);
        trialDays = trialDays == null ? Integer.valueOf(TRIAL_DAYS) : trialDays;
        autoRenew = autoRenew == null || autoRenew;
        modules = copy(modules);
        features = copy(features);
        limits = copy(limits);
        industries = copy(industries);
        sizes = copy(sizes);
        listed = listed != null && listed;
    }

    /** Null members are left for validation to name. */
    private static <T> List<T> copy(List<T> list) {
        return list == null || list.isEmpty() ? List.of() : java.util.Collections.unmodifiableList(list);
    }

    /** The price for an interval without seats and usage, or null when it cannot be had. */
    public Money price(BillingInterval interval) {
        BigDecimal price = interval == BillingInterval.MONTHLY ? monthlyPrice : yearlyPrice;
        return price == null ? null : money(price);
    }

    /** Whether it can be had at this interval. */
    public boolean offers(BillingInterval interval) {
        return price(interval) != null;
    }

    /** Of the currency of the version. */
    public Money money(BigDecimal amount) {
        return new Money(amount, Money.currencyOf(currency));
    }
}
