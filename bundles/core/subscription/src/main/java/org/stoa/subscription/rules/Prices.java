package org.stoa.subscription.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.api.value.Money;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.UsagePrice;

/** What one version of a plan costs. Every line is rounded half up to the currency; what costs nothing is no line. */
final class Prices {

    private final Terms terms;
    private final PlanContent content;

    Prices(Terms terms, PlanContent content) {
        this.terms = terms;
        this.content = content;
    }

    /** The prices of terms; sums that cannot be kept are a doubt. */
    static Prices of(Terms terms, Versions versions) {
        PlanContent content = versions.get(terms.planCode(), terms.planVersion());
        if (!content.offers(terms.interval())) {
            throw new DoubtException(
                    Doubt.VERSION_UNFIT,
                    "version " + terms.planVersion() + " of " + terms.planCode() + " has no price " + terms.interval());
        }
        return new Prices(terms, content);
    }

    String currency() {
        return content.currency();
    }

    private BillingInterval interval() {
        return terms.interval();
    }

    /** Seats that are not included in the price. */
    private long paidSeats() {
        return content.seats() == null
                ? 0
                : Math.max(0, terms.seats() - content.seats().included());
    }

    private Money seatPrice() {
        return content.seats() == null
                ? Money.zero(Money.currencyOf(content.currency()))
                : content.money(content.seats().price(interval()));
    }

    private Money seatPrices() {
        return seatPrice().times(BigDecimal.valueOf(paidSeats()));
    }

    /** For a whole period, in advance. */
    Money recurring() {
        return content.price(interval()).plus(seatPrices());
    }

    List<DueLine> setup() {
        List<DueLine> lines = new ArrayList<>();
        if (content.setupFee() != null) {
            Money fee = content.money(content.setupFee());
            add(lines, whole(ChargeLine.Kind.SETUP_FEE, BigDecimal.ONE, fee, fee, null));
        }
        return lines;
    }

    /** Base and seats of a period that begins. */
    List<DueLine> advance(BillingPeriod period) {
        List<DueLine> lines = new ArrayList<>();
        Money base = content.price(interval());
        add(lines, whole(ChargeLine.Kind.BASE, BigDecimal.ONE, base, base, period));
        add(lines, whole(ChargeLine.Kind.SEATS, BigDecimal.valueOf(paidSeats()), seatPrice(), seatPrices(), period));
        return lines;
    }

    /** Base and seats for the days of a period from a day on. */
    List<DueLine> rest(BillingPeriod period, LocalDate from) {
        List<DueLine> lines = new ArrayList<>();
        Money base = period.shareFrom(from, content.price(interval()));
        Money seats = period.shareFrom(from, seatPrices());
        add(lines, share(ChargeLine.Kind.BASE, false, base, from, period));
        add(lines, share(ChargeLine.Kind.SEATS, true, seats, from, period));
        return lines;
    }

    /** What was paid for the days of a period from a day on, to be given back. */
    List<DueLine> credit(BillingPeriod period, LocalDate from) {
        List<DueLine> lines = new ArrayList<>();
        for (DueLine line : rest(period, from)) {
            boolean seats = line.kind() == ChargeLine.Kind.SEATS;
            Money amount = Money.zero(line.amount().currency()).minus(line.amount());
            add(lines, share(ChargeLine.Kind.CREDIT, seats, amount, from, period));
        }
        return lines;
    }

    /** Seats that are added within a period. */
    List<DueLine> moreSeats(Prices before, BillingPeriod period, LocalDate from) {
        List<DueLine> lines = new ArrayList<>();
        Money amount = period.shareFrom(from, seatPrices().minus(before.seatPrices()));
        add(lines, share(ChargeLine.Kind.SEATS, true, amount, from, period));
        return lines;
    }

    /**
     * What was used within a period and is not included: of what has a price, and beyond the limits.
     *
     * @param closing whether the period or the subscription ends: what there is at a time is charged then only
     */
    List<DueLine> arrears(BillingPeriod period, Arrears arrears, boolean closing) {
        List<DueLine> lines = new ArrayList<>();
        BillingPeriod days = arrears.days();
        for (UsagePrice price : content.usage()) {
            long units = arrears.used(price.resource()) - included(price.includedUnits(), period, days);
            used(lines, ChargeLine.Kind.USAGE, price.resource(), units, price.rate(), days);
        }
        for (PlanLimit limit : content.limits()) {
            if (!limit.overage() || limit.period() == UsagePeriod.TOTAL && !closing) {
                continue;
            }
            long units =
                    switch (limit.period()) {
                        case DAILY ->
                            arrears.used(limit.resource()) - Math.multiplyExact(limit.hardLimit(), days.days());
                        case MONTHLY -> arrears.used(limit.resource()) - included(limit.hardLimit(), period, days);
                        case TOTAL -> arrears.there(limit.resource()) - limit.hardLimit();
                    };
            used(lines, ChargeLine.Kind.OVERAGE, limit.resource(), units, limit.overageRate(), days);
        }
        return lines;
    }

    /** The share of a monthly number of units that some days of a period have, rounded up in favour of the payer. */
    private long included(long monthly, BillingPeriod period, BillingPeriod days) {
        return BigDecimal.valueOf(monthly)
                .multiply(BigDecimal.valueOf(interval().months()))
                .multiply(BigDecimal.valueOf(days.days()))
                .divide(BigDecimal.valueOf(period.days()), 0, RoundingMode.CEILING)
                .longValueExact();
    }

    private void used(
            List<DueLine> lines,
            ChargeLine.Kind kind,
            String resource,
            long units,
            BigDecimal rate,
            BillingPeriod days) {
        if (units > 0) {
            BigDecimal quantity = BigDecimal.valueOf(units);
            Money amount = Money.zero(Money.currencyOf(content.currency())).plus(rounded(quantity.multiply(rate)));
            add(lines, new DueLine(kind, terms.planCode(), resource, false, quantity, rate, amount, days));
        }
    }

    private Money rounded(BigDecimal amount) {
        int decimals = Money.currencyOf(content.currency()).getDefaultFractionDigits();
        return content.money(amount.setScale(decimals, RoundingMode.HALF_UP));
    }

    private DueLine whole(ChargeLine.Kind kind, BigDecimal quantity, Money unit, Money amount, BillingPeriod period) {
        boolean seats = kind == ChargeLine.Kind.SEATS;
        return new DueLine(kind, terms.planCode(), null, seats, quantity, unit.amount(), amount, period);
    }

    private DueLine share(ChargeLine.Kind kind, boolean seats, Money amount, LocalDate from, BillingPeriod period) {
        BillingPeriod days = from.isBefore(period.end()) ? new BillingPeriod(from, period.end()) : period;
        return new DueLine(kind, terms.planCode(), null, seats, BigDecimal.ONE, amount.amount(), amount, days);
    }

    private static void add(List<DueLine> lines, DueLine line) {
        if (line.amount().amount().signum() != 0) {
            lines.add(line);
        }
    }

    /** Days from one day to another. */
    static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }
}
