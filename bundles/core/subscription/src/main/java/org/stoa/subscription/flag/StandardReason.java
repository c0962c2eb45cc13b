package org.stoa.subscription.flag;

import dev.openfeature.sdk.Reason;

/** A verdict in the words of the OpenFeature specification. */
final class StandardReason {

    private StandardReason() {}

    static String of(Verdict verdict) {
        Reason reason =
                switch (verdict.reason()) {
                    case ENABLED_TENANT, TENANT_FEATURE, ENABLED_PLAN, PLAN_FEATURE, DISABLED_TENANT ->
                        Reason.TARGETING_MATCH;
                    case ROLLOUT -> Reason.SPLIT;
                    case ON_BY_DEFAULT, OFF_BY_DEFAULT -> Reason.DEFAULT;
                    case REQUIREMENT_OFF, INCOMPATIBLE_ON -> Reason.DISABLED;
                    case UNKNOWN -> Reason.UNKNOWN;
                };
        return reason.name();
    }

    static String variant(Verdict verdict) {
        return verdict.isOn() ? "on" : "off";
    }
}
