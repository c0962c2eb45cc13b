package org.stoa.billing.provider;

import org.stoa.api.rest.ProblemCode;

/** What may go wrong with payment providers. */
public enum ProviderProblem implements ProblemCode {
    PROVIDER_NOT_CONFIGURED(
            "provider-not-configured",
            409,
            "Payment provider not set up",
            "State the credentials of the payment provider {0} first."),
    TEST_INVOICE(
            "test-invoice",
            409,
            "Only a test",
            "This invoice was made by a test clock; it can only be paid with a test key of the payment provider."),
    PAYMENT_IN_DOUBT(
            "payment-in-doubt",
            409,
            "An earlier payment is in doubt",
            "It is not known whether an earlier payment of this invoice was made; somebody has to look into it first."),
    PAYMENT_UNDER_WAY(
            "payment-under-way",
            409,
            "Another payment is under way",
            "A payment of this invoice through {0} is under way; finish or cancel it first."),
    ATTEMPT_NOT_PENDING(
            "attempt-not-pending",
            409,
            "Payment is not pending",
            "Only a pending payment can be canceled; this one is {0}."),
    ATTEMPT_NOT_PAID(
            "attempt-not-paid", 409, "Nothing was paid", "Only what was paid can be refunded; this payment is {0}."),
    REFUND_TOO_LARGE(
            "refund-too-large", 409, "More than was paid", "At most {0} of this payment can still be refunded."),
    REFUND_NOT_IN_DOUBT(
            "refund-not-in-doubt",
            409,
            "Refund is not in doubt",
            "Only a refund in doubt can be settled by hand; this one is {0}."),
    PAYMENT_REFUSED("payment-refused", 409, "The provider refuses", "The payment provider says: {0}"),
    PROVIDER_UNAVAILABLE(
            "provider-unavailable",
            503,
            "Payment provider not reachable",
            "The payment provider does not answer; try again later."),
    WEBHOOK_NOT_SIGNED("webhook-not-signed", 400, "Not signed", "The signature is missing, wrong or too old.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    ProviderProblem(String code, int status, String title, String detail) {
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
