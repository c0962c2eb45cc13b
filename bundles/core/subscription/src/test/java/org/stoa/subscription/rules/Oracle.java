package org.stoa.subscription.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.UsagePrice;

/**
 * A second opinion on what a walk costs, from what {@code docs/subscriptions.md} says and nothing else: it lives through
 * every single day, keeps a calendar of its own, and reckons in fractions. It shares no code with the rules under test.
 */
final class Oracle {

    private static final int GRACE = 14;
    private static final int LAPSE = 16;

    /** What is paid for, as this class keeps it. */
    private record Deal(String plan, int version, int months, int seats) {

        static Deal of(Terms terms) {
            return new Deal(
                    terms.planCode(), terms.planVersion(), terms.interval().months(), terms.seats());
        }

        @Override
        public String toString() {
            return plan + "/" + version + " " + (months == 12 ? "YEARLY" : "MONTHLY") + " " + seats;
        }
    }

    private final Walk walk;
    private final List<Ledger.Entry> entries = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private final Map<String, Long> sinceCharged = new HashMap<>();
    /** The same without what was known late. */
    private final Map<String, Long> ofTheseDays = new HashMap<>();

    private final Map<String, Long> sinceEver = new HashMap<>();
    /** Resources whose use was charged, or was within what is included, last time. */
    private Set<String> pricedBefore = Set.of();

    private final Deque<LocalDate> unpaid = new ArrayDeque<>();

    private LocalDate today;
    private boolean alive;
    private Deal deal;
    private boolean renews;
    private boolean cancelled;
    private LocalDate trialUntil;
    private LocalDate anchor;
    private int number;
    private LocalDate chargedUntil;
    private LocalDate meteredSince;
    private Deal next;
    private int moveTo;
    private LocalDate moveFrom;
    private int changes;
    private String ending = "null null";

    /** What the days were worth that were used: base and seats, a day's share each. */
    private Rational value = Rational.ZERO;

    Oracle(Walk walk) {
        this.walk = walk;
    }

    Ledger run() {
        int next = 0;
        for (today = walk.start(); !today.isAfter(walk.end()); today = today.plusDays(1)) {
            if (today.equals(walk.start())) {
                subscribe(walk.terms(), walk.trialDays());
            }
            morning();
            while (next < walk.actions().size()
                    && walk.actions().get(next).day().equals(today)) {
                outcomes.add(act(walk.actions().get(next)));
                next++;
            }
            evening();
        }
        return new Ledger(entries, outcomes, describe());
    }

    /** What was used, and what is left of the last period, was paid for: so much, in units of the currency. */
    Rational paidFor() {
        if (!alive || anchor == null) {
            return value;
        }
        LocalDate tomorrow = walk.end().plusDays(1);
        return value.plus(price(deal).times(daysBetween(tomorrow, periodEnd())).over(periodDays()));
    }

    private void morning() {
        if (!alive) {
            return;
        }
        if (!unpaid.isEmpty() && daysBetween(unpaid.peek(), today) >= GRACE + LAPSE) {
            end("UNPAID");
            return;
        }
        boolean over = today.equals(anchor == null ? trialUntil : periodEnd());
        if (!over) {
            return;
        }
        if (cancelled || !renews) {
            end(cancelled ? "CANCELLED" : "NOT_RENEWED");
        } else if (anchor == null) {
            applyMove();
            begin();
        } else {
            renew();
        }
    }

    private void evening() {
        if (alive && anchor != null) {
            value = value.plus(price(deal).over(periodDays()));
        }
        // in the evening everybody knows what was reported during the day
        for (String resource : Walk.RESOURCES) {
            LocalDate oldest = today.minusDays(Walk.LATEST);
            LocalDate first = oldest.isBefore(walk.start()) ? walk.start() : oldest;
            for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
                for (Walk.Report report : walk.reports(resource, day)) {
                    if (report.knownOn().equals(today)) {
                        heard(resource, day, report.units());
                    }
                }
            }
        }
    }

    private void heard(String resource, LocalDate day, long units) {
        sinceEver.merge(resource, units, Long::sum);
        if (meteredSince == null || day.isBefore(meteredSince)) {
            return;
        }
        sinceCharged.merge(resource, units, Long::sum);
        if (!day.isBefore(chargedUntil)) {
            ofTheseDays.merge(resource, units, Long::sum);
        }
    }

    private void subscribe(Terms terms, int trialDays) {
        alive = true;
        deal = Deal.of(terms);
        renews = walk.autoRenew();
        cancelled = false;
        trialUntil = today.plusDays(trialDays);
        anchor = null;
        next = null;
        moveFrom = null;
        changes = 0;
        ending = "null null";
        unpaid.clear();
        if (trialDays == 0) {
            begin();
        }
    }

    private void begin() {
        anchor = today;
        number = 0;
        List<String> lines = new ArrayList<>();
        PlanContent content = content(deal);
        if (content.setupFee() != null) {
            add(lines, "SETUP_FEE", whole(content.setupFee(), 1));
        }
        addPeriod(lines);
        chargedUntil = today;
        meteredSince = today;
        pricedBefore = Set.of();
        sinceCharged.clear();
        ofTheseDays.clear();
        charge("PERIOD", 0, lines);
    }

    private void renew() {
        List<String> lines = used(true);
        int months = deal.months();
        if (next != null) {
            deal = next;
            next = null;
        }
        applyMove();
        if (deal.months() == months) {
            number++;
        } else {
            anchor = today;
            number = 0;
        }
        addPeriod(lines);
        charge("PERIOD", 0, lines);
    }

    private void applyMove() {
        if (moveFrom != null && !moveFrom.isAfter(today)) {
            if (moveTo > deal.version()) {
                deal = new Deal(deal.plan(), moveTo, deal.months(), deal.seats());
            }
            moveFrom = null;
        }
    }

    private void end(String reason) {
        if (anchor != null) {
            List<String> lines = used(true);
            giveBack(lines, periodEnd(), periodDays());
            charge("END", 0, lines);
        }
        alive = false;
        ending = today + " " + reason;
        next = null;
        moveFrom = null;
    }

    private String act(Walk.Action action) {
        switch (action.kind()) {
            case LOOK:
                return "done";
            case SETTLE:
                unpaid.poll();
                return "done";
            case SUBSCRIBE:
                if (!alive) {
                    subscribe(action.terms(), 0);
                }
                return "done";
            case MOVE:
                move(action);
                return "done";
            default:
                return alive ? command(action) : "subscription-ended";
        }
    }

    private void move(Walk.Action action) {
        boolean samePlan = deal.plan().equals(action.terms().planCode());
        boolean staysOn = next == null || next.plan().equals(deal.plan());
        if (alive && samePlan && staysOn && action.terms().planVersion() > deal.version()) {
            moveTo = action.terms().planVersion();
            moveFrom = action.day().plusDays(action.number());
        }
    }

    private String command(Walk.Action action) {
        switch (action.kind()) {
            case CANCEL:
                cancelled = true;
                return "done";
            case RESUME:
                cancelled = false;
                renews = true;
                return "done";
            case CANCEL_AT_ONCE:
                end("CANCELLED");
                return "done";
            case CHANGE:
                return change(Deal.of(action.terms()));
            default:
                Deal base = next == null || cancelled || !renews ? deal : next;
                return change(new Deal(base.plan(), base.version(), base.months(), action.number()));
        }
    }

    private String change(Deal wanted) {
        if (content(wanted).seats() == null && wanted.seats() != 1) {
            return "invalid-request";
        }
        if (cancelled) {
            return "subscription-cancelled";
        }
        boolean atOnce = anchor == null
                || wanted.months() > deal.months()
                || wanted.months() == deal.months()
                        && !wanted.equals(deal)
                        && price(deal).isAtMost(price(wanted));
        if (!atOnce) {
            forgetMoveOfAnotherPlan(wanted);
            next = wanted.equals(deal) ? null : wanted;
            return "done";
        }
        if (isOverdue()) {
            return "subscription-unpaid";
        }
        forgetMoveOfAnotherPlan(wanted);
        if (anchor != null) {
            chargeChange(wanted);
        }
        deal = wanted;
        next = null;
        return "done";
    }

    private void forgetMoveOfAnotherPlan(Deal wanted) {
        if (!wanted.plan().equals(deal.plan())) {
            moveFrom = null;
        }
    }

    private void chargeChange(Deal wanted) {
        List<String> lines = new ArrayList<>();
        LocalDate end = periodEnd();
        long days = periodDays();
        boolean seatsOnly = new Deal(deal.plan(), deal.version(), deal.months(), wanted.seats()).equals(wanted);
        changes++;
        if (seatsOnly) {
            Rational more = seatPrice(wanted).minus(seatPrice(deal));
            add(lines, "SEATS", share(more, end, days));
            charge("CHANGE", changes, lines);
            return;
        }
        boolean anew = wanted.months() != deal.months();
        lines.addAll(used(anew));
        giveBack(lines, end, days);
        deal = wanted;
        if (anew) {
            anchor = today;
            number = 0;
            addPeriod(lines);
        } else {
            add(lines, "BASE", share(basePrice(deal), end, days));
            add(lines, "SEATS", share(seatPrice(deal), end, days));
        }
        charge("CHANGE", changes, lines);
    }

    private void giveBack(List<String> lines, LocalDate end, long days) {
        add(lines, "CREDIT", -share(basePrice(deal), end, days));
        add(lines, "CREDIT", -share(seatPrice(deal), end, days));
    }

    private void addPeriod(List<String> lines) {
        add(lines, "BASE", basePrice(deal).units(walk.decimals()));
        add(lines, "SEATS", seatPrice(deal).units(walk.decimals()));
    }

    /** What of a price the days are worth that are left, today among them. */
    private long share(Rational price, LocalDate end, long days) {
        return price.times(daysBetween(today, end)).over(days).units(walk.decimals());
    }

    /** What was used before today and was not charged. */
    private List<String> used(boolean closing) {
        List<String> lines = new ArrayList<>();
        long days = daysBetween(chargedUntil, today);
        PlanContent content = content(deal);
        if (days > 0) {
            Set<String> priced = new HashSet<>();
            for (UsagePrice price : content.usage()) {
                priced.add(price.resource());
                long beyond = units(price.resource()) - included(price.includedUnits(), days);
                addUse(lines, "USAGE", beyond, price.rate());
            }
            for (PlanLimit limit : content.limits()) {
                String resource = limit.resource();
                if (limit.period() == UsagePeriod.TOTAL) {
                    if (closing) {
                        long there = sinceEver.getOrDefault(resource, 0L);
                        addUse(lines, "OVERAGE", there - limit.hardLimit(), limit.overageRate());
                    }
                } else {
                    long allowed = limit.period() == UsagePeriod.DAILY
                            ? limit.hardLimit() * days
                            : included(limit.hardLimit(), days);
                    priced.add(resource);
                    addUse(lines, "OVERAGE", units(resource) - allowed, limit.overageRate());
                }
            }
            pricedBefore = priced;
            chargedUntil = today;
            sinceCharged.clear();
            ofTheseDays.clear();
        }
        return lines;
    }

    /** What had no price before is charged for these days alone. */
    private long units(String resource) {
        return (pricedBefore.contains(resource) ? sinceCharged : ofTheseDays).getOrDefault(resource, 0L);
    }

    private long included(long monthly, long days) {
        return Rational.of(monthly)
                .times(deal.months())
                .times(days)
                .over(periodDays())
                .ceiling();
    }

    private void addUse(List<String> lines, String kind, long units, BigDecimal rate) {
        if (units > 0) {
            add(lines, kind, Rational.of(rate).times(units).units(walk.decimals()));
        }
    }

    private static void add(List<String> lines, String kind, long amount) {
        if (amount != 0) {
            lines.add(kind + " " + amount);
        }
    }

    private void charge(String kind, int sequence, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Collections.sort(lines);
        long total = lines.stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
        entries.add(new Ledger.Entry(kind, today.toString(), sequence, total, lines));
        if (walk.prompt() && total > 0) {
            unpaid.add(today);
        }
    }

    private boolean isOverdue() {
        return !unpaid.isEmpty() && daysBetween(unpaid.peek(), today) >= GRACE;
    }

    private long whole(BigDecimal price, int times) {
        return Rational.of(price).times(times).units(walk.decimals());
    }

    private PlanContent content(Deal of) {
        return walk.catalogue().get(of.plan() + "/" + of.version());
    }

    private Rational price(Deal of) {
        return basePrice(of).plus(seatPrice(of));
    }

    private Rational basePrice(Deal of) {
        PlanContent content = content(of);
        return Rational.of(of.months() == 12 ? content.yearlyPrice() : content.monthlyPrice());
    }

    private Rational seatPrice(Deal of) {
        PlanContent content = content(of);
        if (content.seats() == null || of.seats() <= content.seats().included()) {
            return Rational.ZERO;
        }
        BigDecimal each = of.months() == 12
                ? content.seats().yearlyPrice()
                : content.seats().monthlyPrice();
        return Rational.of(each).times(of.seats() - content.seats().included());
    }

    // a calendar of its own

    private LocalDate periodStart() {
        return monthsLater(anchor, number * deal.months());
    }

    private LocalDate periodEnd() {
        return monthsLater(anchor, (number + 1) * deal.months());
    }

    private long periodDays() {
        return daysBetween(periodStart(), periodEnd());
    }

    private static LocalDate monthsLater(LocalDate day, int months) {
        int count = day.getYear() * 12 + day.getMonthValue() - 1 + months;
        int year = count / 12;
        int month = count % 12 + 1;
        int[] lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int length = month == 2 && leap ? 29 : lengths[month - 1];
        return LocalDate.of(year, month, Math.min(day.getDayOfMonth(), length));
    }

    private static long daysBetween(LocalDate from, LocalDate to) {
        return to.toEpochDay() - from.toEpochDay();
    }

    private String describe() {
        String status = "ACTIVE";
        LocalDate last = walk.end();
        if (!alive) {
            status = "LAPSED";
        } else if (!unpaid.isEmpty() && daysBetween(unpaid.peek(), last) >= GRACE) {
            status = "PAST_DUE";
        } else if (cancelled) {
            status = "CANCELLED";
        } else if (anchor == null) {
            status = "TRIALING";
        }
        return String.join(
                "|",
                status,
                deal.toString(),
                anchor == null ? "trial" : periodStart() + ".." + periodEnd(),
                ending,
                next == null ? "none" : next.toString());
    }
}
