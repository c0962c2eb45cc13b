package org.stoa.billing;

import org.stoa.api.rest.ProblemCode;

/** What may go wrong in billing, besides what may go wrong everywhere. */
public enum BillingProblem implements ProblemCode {
    INVOICE_NOT_DRAFT(
            "invoice-not-draft",
            409,
            "Not a draft",
            "Only a draft can be changed, deleted or issued; this invoice is {0}."),
    DRAFT_OF_CHARGE(
            "draft-of-charge",
            409,
            "Draft of a charge",
            "What the platform charges is invoiced as it is: its draft can be issued, but not changed or deleted. Credit"
                    + " the invoice once it is issued."),
    INVOICE_NOT_ISSUED(
            "invoice-not-issued",
            409,
            "Not awaiting payment",
            "Only an issued and unpaid invoice can be paid or voided; this invoice is {0}."),
    INVOICE_WITHOUT_ITEMS(
            "invoice-without-items", 409, "Invoice without items", "Add at least one item before you issue it."),
    DUE_DATE_PASSED(
            "due-date-passed",
            409,
            "Due date has passed",
            "The invoice would be due on {0}, before it is issued on {1}. Change its dueDate."),
    SELLER_DETAILS_INCOMPLETE(
            "seller-details-incomplete",
            409,
            "Company details incomplete",
            "An invoice must name its seller. Complete these fields of the tenant first: {0}."),
    CUSTOMER_HAS_INVOICES(
            "customer-has-invoices",
            409,
            "Customer has invoices",
            "A customer can be deleted only while there is no invoice, payment or agreement of it."),
    IN_USE("in-use", 409, "In use", "This {0} is in use and cannot be deleted; it can be made inactive."),
    TAX_RATE_NOT_VALID(
            "tax-rate-not-valid",
            409,
            "Tax rate not valid",
            "The tax rate {0} is not valid on {1}, the date of issue. Change the items that name it."),
    EXCHANGE_RATE_MISSING(
            "exchange-rate-missing",
            409,
            "Exchange rate missing",
            "There is no exchange rate between {0} and {1} for {2} or the {3} days before. Store one first."),
    CREDIT_EXCEEDS_INVOICE(
            "credit-exceeds-invoice",
            409,
            "More than is left",
            "A credit note must be for something, and for no more than is left of the invoice; {0} is left."),
    REFUND_EXCEEDS_PAYMENT(
            "refund-exceeds-payment",
            409,
            "More than is left",
            "No more can be paid back than is left of the payment; {0} is left."),
    PAYMENT_ASSIGNED("payment-assigned", 409, "Payment has a customer", "It is known already whose this payment is."),
    AGREEMENT_ENDED(
            "agreement-ended",
            409,
            "Agreement has ended",
            "Everything of this agreement is invoiced; make another one."),
    ALREADY_RELEASED("already-released", 409, "Already released", "Somebody has released this before.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    BillingProblem(String code, int status, String title, String detail) {
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
