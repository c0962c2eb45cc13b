package org.stoa.subscription.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

/** Whether the parts of a version fit together. */
final class PlanCheck {

    private final PlanContent content;
    private final List<FieldError> errors = new ArrayList<>();

    private PlanCheck(PlanContent content) {
        this.content = content;
    }

    /** @throws ProblemException 400 {@code invalid-request} that names every field that does not fit */
    static void check(PlanContent content) {
        PlanCheck check = new PlanCheck(content);
        check.run();
        if (!check.errors.isEmpty()) {
            ProblemException problem = ProblemException.of(
                    CommonProblem.INVALID_REQUEST,
                    check.errors.get(0).field() + " " + check.errors.get(0).message());
            check.errors.forEach(error -> problem.withField(error.field(), error.message()));
            throw problem;
        }
    }

    private void run() {
        prices();
        seats();
        usage();
        limits();
        once("modules", content.modules());
        once("features", content.features());
        once("industries", content.industries());
        once("sizes", content.sizes());
    }

    private void prices() {
        int decimals;
        try {
            decimals = Money.currencyOf(content.currency()).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            error("currency", "must be an ISO 4217 code of a currency, such as EUR");
            return;
        }
        if (content.monthlyPrice() == null && content.yearlyPrice() == null) {
            error("monthlyPrice", "is needed when there is no yearlyPrice; 0 for what is free");
        }
        decimals("monthlyPrice", content.monthlyPrice(), decimals);
        decimals("yearlyPrice", content.yearlyPrice(), decimals);
        decimals("setupFee", content.setupFee(), decimals);
        if (content.seats() != null) {
            decimals("seats.monthlyPrice", content.seats().monthlyPrice(), decimals);
            decimals("seats.yearlyPrice", content.seats().yearlyPrice(), decimals);
        }
    }

    private void decimals(String field, BigDecimal price, int decimals) {
        if (price != null && price.stripTrailingZeros().scale() > decimals) {
            error(field, "must have at most the " + decimals + " decimals of " + content.currency());
        }
    }

    private void seats() {
        if (content.seats() == null) {
            if (content.model().hasSeats()) {
                error("seats", "is needed for the model " + content.model());
            }
            return;
        }
        if (!content.model().hasSeats()) {
            error("seats", "must be left out for the model " + content.model());
            return;
        }
        for (BillingInterval interval : BillingInterval.values()) {
            boolean offered = interval == BillingInterval.MONTHLY
                    ? content.monthlyPrice() != null
                    : content.yearlyPrice() != null;
            String field = "seats." + (interval == BillingInterval.MONTHLY ? "monthlyPrice" : "yearlyPrice");
            if (offered && content.seats().price(interval) == null) {
                error(field, "is needed, because the plan can be had at this interval");
            }
            if (!offered && content.seats().price(interval) != null) {
                error(field, "must be left out, because the plan cannot be had at this interval");
            }
        }
    }

    private void usage() {
        if (content.model().hasUsage() && content.usage().isEmpty()) {
            error("usage", "is needed for the model " + content.model());
        }
        if (!content.model().hasUsage() && !content.usage().isEmpty()) {
            error("usage", "must be left out for the model " + content.model());
        }
        repeated("usage", content.usage(), UsagePrice::resource);
    }

    private void limits() {
        repeated("limits", content.limits(), PlanLimit::resource);
        Set<String> priced = new HashSet<>();
        content.usage().forEach(price -> priced.add(price.resource()));
        for (int i = 0; i < content.limits().size(); i++) {
            PlanLimit limit = content.limits().get(i);
            String field = "limits[" + i + "].";
            if (limit.softLimit() != null && limit.hardLimit() != null && limit.softLimit() > limit.hardLimit()) {
                error(field + "softLimit", "must not be more than hardLimit");
            }
            if (limit.overage() && limit.hardLimit() == null) {
                error(field + "hardLimit", "is needed with overage");
            }
            if (limit.overage() && limit.overageRate() == null) {
                error(field + "overageRate", "is needed with overage; 0 for what is free");
            }
            if (!limit.overage() && limit.overageRate() != null) {
                error(field + "overageRate", "must be left out without overage");
            }
            if (limit.overage() && priced.contains(limit.resource())) {
                error(field + "overage", "would charge twice what usage already has a price for");
            }
        }
    }

    private <T> void repeated(String field, List<T> entries, Function<T, String> resource) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!seen.add(resource.apply(entries.get(i)))) {
                error(field + "[" + i + "].resource", "is named twice");
            }
        }
    }

    private void once(String field, List<?> entries) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!seen.add(entries.get(i))) {
                error(field + "[" + i + "]", "is named twice");
            }
        }
    }

    private void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
