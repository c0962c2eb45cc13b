package org.stoa.subscription.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.Documents;
import org.stoa.subscription.SubscriptionProblem;
import org.stoa.subscription.plan.Plans;
import org.stoa.subscription.rules.DueCharge;
import org.stoa.subscription.rules.Step;
import org.stoa.subscription.rules.SubscriptionRules;

/** Stores what the rules have made of a subscription, with its charges and what is to happen later, in one transaction. */
final class SubscriptionStore {

    private static final String RESOURCE = "subscription.subscription";

    private final Plans plans;

    SubscriptionStore(Plans plans) {
        this.plans = plans;
    }

    /** Somebody else has changed the subscription since it was read. */
    static final class ChangedMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChangedMeanwhileException() {
            super("changed since it was read", null, false, false);
        }
    }

    /**
     * What came of a step, ready to be stored.
     *
     * @param before null for a new subscription
     */
    record Prepared(SubscriptionRow before, SubscriptionRow after, List<ChargeRow> charges) {}

    Prepared prepare(
            CallContext context,
            SubscriptionRow before,
            UUID id,
            Step step,
            LocalDate unpaidSince,
            SubscriptionRules rules,
            Surroundings around) {
        List<ChargeRow> charges = charges(context, id, step.charges(), around);
        LocalDate dueOn = rules.dueOn(step.after(), unpaidSince);
        SubscriptionRow after = SubscriptionRow.of(
                context.requireTenant(),
                id,
                step.after(),
                dueOn,
                before == null ? 1 : before.revision() + 1,
                before == null ? around.now() : before.createdAt(),
                around.now());
        return new Prepared(before, after, charges);
    }

    /**
     * @throws ChangedMeanwhileException when somebody else was faster
     * @throws ProblemException 409 {@code already-subscribed}
     */
    void save(
            SubscriptionMapper mapper, Transaction transaction, String action, Prepared prepared, Surroundings around) {
        SubscriptionRow before = prepared.before();
        SubscriptionRow after = prepared.after();
        if (before == null && mapper.insert(after) == 0) {
            throw ProblemException.of(SubscriptionProblem.SUBSCRIBED);
        }
        if (before != null && mapper.update(after, before.revision()) == 0) {
            throw new ChangedMeanwhileException();
        }
        for (ChargeRow charge : prepared.charges()) {
            mapper.insertCharge(charge);
            if (around.billed()) {
                transaction.publish(new ChargeRecorded(charge.id()));
            }
        }
        LocalDate dueOn = after.dueOn();
        if (dueOn != null && (before == null || !dueOn.equals(before.dueOn()))) {
            transaction.publish(new SubscriptionFellDue(after.id(), dueOn), around.begin(dueOn));
        }
        transaction.publish(new SubscriptionChanged(after.id()));
        transaction.changed(CurrentPlans.tag(after.tenantId()));
        transaction.audit(new AuditEntry(
                action,
                RESOURCE,
                after.id().toString(),
                before == null ? null : SubscriptionView.of(before),
                SubscriptionView.of(after)));
    }

    private List<ChargeRow> charges(CallContext context, UUID id, List<DueCharge> due, Surroundings around) {
        ChargeTexts texts = new ChargeTexts(around.language());
        Map<String, String> names = new HashMap<>();
        List<ChargeRow> rows = new ArrayList<>();
        for (DueCharge charge : due) {
            List<?> lines = charge.lines().stream()
                    .map(line -> texts.line(
                            line,
                            names.computeIfAbsent(line.planCode(), code -> name(context, code, around.language()))))
                    .toList();
            boolean settled = !around.billed() || charge.total().amount().signum() <= 0;
            Instant settledAt = settled ? around.now() : null;
            rows.add(new ChargeRow(
                    context.requireTenant(),
                    Ids.next(),
                    id,
                    charge.kind(),
                    charge.dueOn(),
                    charge.sequence(),
                    around.today(),
                    charge.total().currency().getCurrencyCode(),
                    charge.total().amount(),
                    Documents.write(lines),
                    around.test(),
                    settled ? charge.total().amount() : null,
                    settledAt,
                    null,
                    around.now()));
        }
        return rows;
    }

    private String name(CallContext context, String planCode, Locale language) {
        return plans.get(context, planCode).name(language);
    }
}
