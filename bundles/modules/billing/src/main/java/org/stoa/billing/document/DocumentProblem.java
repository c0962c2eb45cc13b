package org.stoa.billing.document;

import org.stoa.api.rest.ProblemCode;

/** What may go wrong with papers. */
public enum DocumentProblem implements ProblemCode {
    DOCUMENT_TOO_LARGE(
            "document-too-large",
            409,
            "Too many items",
            "A document is laid out with at most {0} items; export the items as CSV or XLSX instead."),
    DOCUMENTS_BUSY(
            "documents-busy", 503, "Too many documents at once", "Other documents are being laid out; try again soon."),
    E_INVOICE_NOT_ISSUED(
            "e-invoice-not-issued",
            409,
            "No valid invoice",
            "There is an electronic invoice of what is issued only; this one is {0}."),
    E_INVOICE_INCOMPLETE(
            "e-invoice-incomplete",
            409,
            "Details missing",
            "An electronic invoice must state more than is known. Complete these first: {0}."),
    E_INVOICE_CURRENCY(
            "e-invoice-currency",
            409,
            "Currency with more than two decimals",
            "EN 16931 knows amounts with at most two decimals, and {0} has {1}.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    DocumentProblem(String code, int status, String title, String detail) {
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
