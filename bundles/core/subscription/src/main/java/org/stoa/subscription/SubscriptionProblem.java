package org.stoa.subscription;

import org.stoa.api.rest.ProblemCode;

/** Failures of this bundle that clients can rely on. */
public enum SubscriptionProblem implements ProblemCode {
    // plans
    PLAN_PUBLISHED(
            "plan-published", 409, "Published already", "A published version stays as it is. Make a new version."),
    PLAN_DRAFT_EXISTS(
            "plan-draft-exists",
            409,
            "There is a draft already",
            "The plan has a draft: version {0}. Continue with that."),
    PLAN_NOT_OFFERED("plan-not-offered", 409, "Plan not offered", "The plan {0} cannot be subscribed to."),
    PLAN_IN_USE(
            "plan-in-use", 409, "Plan in use", "The plan {0} has published versions. It can be retired, not deleted."),

    // subscriptions
    SUBSCRIBED(
            "already-subscribed",
            409,
            "Subscribed already",
            "The tenant has a subscription. Change or cancel that one."),
    ENDED("subscription-ended", 409, "Subscription ended", "The subscription has ended. Subscribe anew."),
    CANCELLED(
            "subscription-cancelled",
            409,
            "Subscription cancelled",
            "The subscription ends with its period. Resume it first."),
    UNPAID("subscription-unpaid", 409, "Payment overdue", "Something has been unpaid for too long. Pay it first."),
    OTHER_CURRENCY(
            "other-currency",
            409,
            "Another currency",
            "The subscription is in {0} and the plan in {1}. Cancel it, and subscribe to the plan when it has ended."),
    PARKED(
            "subscription-parked",
            409,
            "Subscription parked",
            "The subscription waits for an operator to look at it. Nothing is charged until then."),
    NOT_PARKED("subscription-not-parked", 409, "Not parked", "The subscription is not parked."),
    BEHIND(
            "subscription-behind",
            503,
            "Being brought up to date",
            "Periods that have fallen due are being charged. Try again shortly."),
    BUSY("subscription-busy", 503, "Being changed", "The subscription is being changed elsewhere. Try again shortly."),
    DOUBTFUL("subscription-doubtful", 409, "Not certain", "This cannot be done for certain: {0}.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    SubscriptionProblem(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }
}
