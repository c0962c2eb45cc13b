package org.stoa.subscription.subscription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.limit.Limit;
import org.stoa.subscription.limit.Limits;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.PlanVersion;
import org.stoa.subscription.plan.Plans;
import org.stoa.subscription.rules.State;
import org.stoa.subscription.rules.Terms;
import org.stoa.subscription.subscription.SubscriptionOutcome.LimitChange;
import org.stoa.subscription.subscription.SubscriptionOutcome.ModuleChange;
import org.stoa.subscription.subscription.SubscriptionStore.Prepared;

/** Says what follows from a change of a subscription: which limits and modules become others, and when. */
@Component(service = OutcomePreview.class)
public final class OutcomePreview {

    private final Plans plans;
    private final Limits limits;
    private final ModuleFollower modules;

    @Activate
    public OutcomePreview(@Reference Plans plans, @Reference Limits limits, @Reference ModuleFollower modules) {
        this.plans = plans;
        this.limits = limits;
        this.modules = modules;
    }

    SubscriptionOutcome outcome(CallContext context, Prepared prepared, boolean applied) {
        State after = prepared.after().state();
        Terms before =
                prepared.before() == null ? null : prepared.before().state().terms();
        boolean atOnce = after.hasEnded() || before == null || !before.equals(after.terms());
        Terms later = atOnce ? (after.hasEnded() ? null : after.terms()) : after.termsAfterBoundary();
        LocalDate effectiveOn = atOnce ? after.seenOn() : after.boundary();
        return new SubscriptionOutcome(
                applied,
                SubscriptionView.of(prepared.after()),
                prepared.charges().stream().map(ChargeRow::charge).toList(),
                effectiveOn,
                limits(context, content(context, before), content(context, later)),
                modules(context, content(context, later)));
    }

    private List<LimitChange> limits(CallContext context, Optional<PlanContent> before, Optional<PlanContent> after) {
        Map<String, Limit> old = byResource(context, before);
        Map<String, Limit> future = byResource(context, after);
        TreeSet<String> resources = new TreeSet<>(old.keySet());
        resources.addAll(future.keySet());
        List<LimitChange> changes = new ArrayList<>();
        for (String resource : resources) {
            Limit from = old.get(resource);
            Limit to = future.get(resource);
            if (from == null || !from.equals(to)) {
                changes.add(new LimitChange(resource, from, to));
            }
        }
        return changes;
    }

    private Map<String, Limit> byResource(CallContext context, Optional<PlanContent> content) {
        List<Limit> ofPlan = content.map(PlanContent::limits).orElse(List.of()).stream()
                .map(PlanLimit::limit)
                .toList();
        return limits.overridden(context, ofPlan).stream()
                .collect(Collectors.toMap(Limit::resource, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    private List<ModuleChange> modules(CallContext context, Optional<PlanContent> after) {
        return modules.preview(context, after.map(PlanContent::modules).orElse(List.of()));
    }

    private Optional<PlanContent> content(CallContext context, Terms terms) {
        return Optional.ofNullable(terms)
                .flatMap(wanted -> plans.published(context, wanted.planCode(), wanted.planVersion()))
                .map(PlanVersion::content);
    }
}
