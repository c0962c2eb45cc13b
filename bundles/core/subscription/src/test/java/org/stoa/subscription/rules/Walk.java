package org.stoa.subscription.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.PricingModel;
import org.stoa.subscription.plan.SeatPrice;
import org.stoa.subscription.plan.UsagePrice;

/**
 * A random catalogue, and what a tenant does with it over some years.
 *
 * @param prompt whether somebody looks on every due day, as the platform does; then charges may stay unpaid. Otherwise
 *     everything is settled at once, and due days are caught up with whenever somebody happens to look
 * @param catalogue versions by "code/number"
 */
record Walk(
        long seed,
        boolean prompt,
        int decimals,
        Map<String, PlanContent> catalogue,
        Map<String, LocalDate> publishedOn,
        LocalDate start,
        LocalDate end,
        int trialDays,
        boolean autoRenew,
        Terms terms,
        List<Action> actions) {

    /** Days after which use is known at the latest. */
    static final int LATEST = 20;

    static final String[] RESOURCES = {"api_calls", "emails", "storage_gb"};

    /** What is done. */
    enum Kind {
        LOOK,
        CHANGE,
        SEATS,
        CANCEL,
        CANCEL_AT_ONCE,
        RESUME,
        SETTLE,
        MOVE,
        SUBSCRIBE
    }

    /**
     * @param terms for CHANGE, SUBSCRIBE and, with the version, for MOVE
     * @param number of seats for SEATS; days ahead for MOVE
     */
    record Action(LocalDate day, Kind kind, Terms terms, int number) {}

    Walk without(int action) {
        List<Action> fewer = new ArrayList<>(actions);
        fewer.remove(action);
        return new Walk(seed, prompt, decimals, catalogue, publishedOn, start, end, trialDays, autoRenew, terms, fewer);
    }

    /** Units that were used, and the day on which that is known. */
    record Report(LocalDate knownOn, long units) {}

    /** What is used of a resource on a day; some is given back, and some is known only later. */
    List<Report> reports(String resource, LocalDate day) {
        long hash = (seed * 31 + resource.hashCode()) * 1_000_003 + day.toEpochDay();
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        long spread = Math.floorMod(hash, 100);
        if (resource.equals("storage_gb")) {
            return List.of(new Report(day, spread < 90 ? 0 : spread - 94));
        }
        Report report = new Report(day, spread < 40 ? 0 : spread);
        boolean late = prompt && spread > 90;
        return late
                ? List.of(report, new Report(day.plusDays(1 + Math.floorMod(hash >>> 7, LATEST)), spread))
                : List.of(report);
    }

    static Walk random(long seed) {
        return new Generator(seed).walk();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("walk " + seed + (prompt ? " (prompt)" : "") + " from " + start + " to "
                + end + ", trial " + trialDays + ", renews " + autoRenew + ", " + terms);
        catalogue.forEach((name, content) -> text.append("\n  ")
                .append(name)
                .append(" of ")
                .append(publishedOn.get(name))
                .append(": ")
                .append(content));
        actions.forEach(action -> text.append("\n  ").append(action));
        return text.toString();
    }

    private static final class Generator {
        private static final int MONTH = 30;

        private final long seed;
        private final Random random;
        private final int decimals;
        private final String currency;
        private final LocalDate start;
        private final LocalDate end;
        private final Map<String, PlanContent> catalogue = new LinkedHashMap<>();
        private final Map<String, LocalDate> publishedOn = new LinkedHashMap<>();

        Generator(long seed) {
            this.seed = seed;
            random = new Random(seed);
            currency = List.of("EUR", "JPY", "KWD").get(random.nextInt(3));
            decimals = Map.of("EUR", 2, "JPY", 0, "KWD", 3).get(currency);
            LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1500));
            int shape = random.nextInt(4);
            start = shape == 0
                    ? day.withDayOfMonth(day.lengthOfMonth())
                    : shape == 1 ? LocalDate.of(2024, 2, 29).minusDays(random.nextInt(3)) : day;
            end = start.plusDays(5L + random.nextInt(1200));
        }

        Walk walk() {
            int plans = 1 + random.nextInt(3);
            for (int plan = 0; plan < plans; plan++) {
                addPlan("plan-" + plan);
            }
            Terms terms = terms(start);
            List<Action> actions = new ArrayList<>();
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) {
                actions.add(action(start.plusDays(random.nextInt((int) (end.toEpochDay() - start.toEpochDay())))));
            }
            actions.sort(Comparator.comparing(Action::day));
            int trial = random.nextInt(3) == 0 ? random.nextInt(45) : 0;
            return new Walk(
                    seed,
                    random.nextBoolean(),
                    decimals,
                    catalogue,
                    publishedOn,
                    start,
                    end,
                    trial,
                    random.nextInt(8) != 0,
                    terms,
                    actions);
        }

        private Action action(LocalDate day) {
            int choice = random.nextInt(20);
            if (choice < 5) {
                return new Action(day, Kind.CHANGE, terms(day), 0);
            }
            if (choice < 9) {
                return new Action(day, Kind.SEATS, null, 1 + random.nextInt(12));
            }
            if (choice < 10) {
                return new Action(day, Kind.CANCEL, null, 0);
            }
            if (choice < 12) {
                return new Action(day, Kind.RESUME, null, 0);
            }
            if (choice < 16) {
                return new Action(day, Kind.SETTLE, null, 0);
            }
            if (choice < 17) {
                return new Action(day, Kind.MOVE, terms(day), random.nextInt(2 * MONTH));
            }
            if (choice < 18) {
                return new Action(day, Kind.SUBSCRIBE, terms(day), 0);
            }
            return random.nextInt(6) == 0
                    ? new Action(day, Kind.CANCEL_AT_ONCE, null, 0)
                    : new Action(day, Kind.LOOK, null, 0);
        }

        /** Of the newest version of a plan on a day. */
        private Terms terms(LocalDate day) {
            List<String> plans = catalogue.keySet().stream()
                    .map(name -> name.substring(0, name.indexOf('/')))
                    .distinct()
                    .toList();
            String code = plans.get(random.nextInt(plans.size()));
            int number = 1;
            while (publishedOn.containsKey(code + "/" + (number + 1))
                    && !publishedOn.get(code + "/" + (number + 1)).isAfter(day)) {
                number++;
            }
            PlanContent content = catalogue.get(code + "/" + number);
            BillingInterval interval = content.monthlyPrice() == null
                    ? BillingInterval.YEARLY
                    : content.yearlyPrice() == null
                            ? BillingInterval.MONTHLY
                            : BillingInterval.values()[random.nextInt(2)];
            return new Terms(code, number, interval, content.seats() == null ? 1 : 1 + random.nextInt(12));
        }

        private void addPlan(String code) {
            PricingModel model = PricingModel.values()[random.nextInt(4)];
            boolean monthly = random.nextInt(5) != 0;
            boolean yearly = !monthly || random.nextBoolean();
            LocalDate published = start;
            int versions = 1 + random.nextInt(3);
            for (int number = 1; number <= versions; number++) {
                catalogue.put(code + "/" + number, content(model, monthly, yearly));
                publishedOn.put(code + "/" + number, published);
                published = published.plusDays(1L + random.nextInt(300));
            }
        }

        private PlanContent content(PricingModel model, boolean monthly, boolean yearly) {
            SeatPrice seats = model.hasSeats()
                    ? new SeatPrice(random.nextInt(5), monthly ? price(30) : null, yearly ? price(300) : null)
                    : null;
            List<UsagePrice> usage = new ArrayList<>();
            if (model.hasUsage()) {
                usage.add(new UsagePrice("api_calls", (long) random.nextInt(1500), rate()));
            }
            List<PlanLimit> limits = new ArrayList<>();
            if (random.nextBoolean()) {
                UsagePeriod period = random.nextBoolean() ? UsagePeriod.DAILY : UsagePeriod.MONTHLY;
                long hard = period == UsagePeriod.DAILY ? random.nextInt(60) : random.nextInt(1500);
                limits.add(new PlanLimit("emails", period, null, hard, true, rate()));
            }
            if (random.nextBoolean()) {
                limits.add(
                        new PlanLimit("storage_gb", UsagePeriod.TOTAL, null, (long) random.nextInt(40), true, rate()));
            }
            return new PlanContent(
                    currency,
                    model,
                    monthly ? price(100) : null,
                    yearly ? price(1000) : null,
                    random.nextInt(3) == 0 ? price(50) : null,
                    seats,
                    usage,
                    14,
                    true,
                    List.of(),
                    List.of(),
                    limits,
                    List.of(),
                    List.of(),
                    true);
        }

        private BigDecimal price(int most) {
            if (random.nextInt(12) == 0) {
                return BigDecimal.ZERO;
            }
            long units = (long) (random.nextDouble() * most * Math.pow(10, decimals));
            return BigDecimal.valueOf(units, decimals);
        }

        private BigDecimal rate() {
            return BigDecimal.valueOf(random.nextInt(20_000), 4);
        }
    }
}
