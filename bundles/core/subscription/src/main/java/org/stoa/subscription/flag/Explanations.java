package org.stoa.subscription.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;
import org.stoa.subscription.flag.FeatureExplanation.Step;

/** Says why a feature is on or off, reason by reason. */
@Component(service = Explanations.class)
public final class Explanations {

    private final FlagSnapshot snapshot;
    private final Subjects subjects;
    private final TenantService tenants;

    @Activate
    public Explanations(
            @Reference FlagSnapshot snapshot, @Reference Subjects subjects, @Reference TenantService tenants) {
        this.snapshot = snapshot;
        this.subjects = subjects;
        this.tenants = tenants;
    }

    /**
     * @param tenant id or identifier
     * @param userId a user of the tenant, or null
     * @throws ProblemException 404 for a feature without a flag, and for a tenant
     */
    FeatureExplanation explain(CallContext context, String key, String tenant, UUID userId) {
        UUID tenantId = tenants.get(context, tenant).id();
        FlagSet flags = snapshot.current();
        FeatureFlag flag = flags.find(key);
        if (flag == null) {
            throw ProblemException.notFound("feature flag");
        }
        Subject subject = subjects.of(context.withTenant(tenantId), userId);
        Map<String, Verdict> verdicts = flags.evaluate(subject);
        Verdict verdict = verdicts.get(key);
        List<Step> steps = new ArrayList<>(own(flag, subject));
        for (String required : flag.requiredFeatures()) {
            Verdict other = verdicts.getOrDefault(required, Verdict.UNKNOWN);
            steps.add(new Step(
                    Reason.REQUIREMENT_OFF, !other.isOn(), "It requires " + required + ", which is " + words(other)));
        }
        for (String excluded : flags.exclusions(key)) {
            Verdict other = verdicts.getOrDefault(excluded, Verdict.UNKNOWN);
            steps.add(new Step(
                    Reason.INCOMPATIBLE_ON, other.isOn(), "It excludes " + excluded + ", which is " + words(other)));
        }
        String plan = subject.plan() == null ? null : subject.plan().planCode();
        return new FeatureExplanation(
                key, tenantId, userId, plan, verdict.isOn(), verdict.reason(), verdict.because(), steps);
    }

    private static List<Step> own(FeatureFlag flag, Subject subject) {
        UUID tenant = subject.tenantId();
        String plan = subject.plan() == null
                ? "The tenant has no plan"
                : "The plan is " + subject.plan().planCode();
        int place = FlagSet.place(flag, subject);
        return List.of(
                new Step(
                        Reason.DISABLED_TENANT,
                        flag.disabledTenants().contains(tenant),
                        flag.disabledTenants().size() + " tenants are disabled"),
                new Step(
                        Reason.ENABLED_TENANT,
                        flag.enabledTenants().contains(tenant),
                        flag.enabledTenants().size() + " tenants are enabled"),
                new Step(
                        Reason.TENANT_FEATURE,
                        subject.features().contains(flag.key()),
                        "The tenant's own features are " + subject.features()),
                new Step(
                        Reason.ENABLED_PLAN,
                        subject.hasPlan(flag.enabledPlans()),
                        plan + "; enabled are " + flag.enabledPlans()),
                new Step(
                        Reason.PLAN_FEATURE,
                        subject.planFeatures().contains(flag.key()),
                        plan + "; it includes " + subject.planFeatures()),
                new Step(
                        Reason.ROLLOUT,
                        place < flag.rolloutPercentage(),
                        "The place of the " + unit(flag) + " is " + place + " of 0 to 99; those below "
                                + flag.rolloutPercentage() + " are in"),
                new Step(
                        flag.onByDefault() ? Reason.ON_BY_DEFAULT : Reason.OFF_BY_DEFAULT,
                        true,
                        "By default it is " + (flag.onByDefault() ? "on" : "off")));
    }

    private static String unit(FeatureFlag flag) {
        return flag.rolloutUnit() == RolloutUnit.USER ? "user" : "tenant";
    }

    private static String words(Verdict verdict) {
        String because = verdict.because() == null ? "" : " " + verdict.because();
        return (verdict.isOn() ? "on" : "off") + " (" + verdict.reason() + because + ")";
    }
}
