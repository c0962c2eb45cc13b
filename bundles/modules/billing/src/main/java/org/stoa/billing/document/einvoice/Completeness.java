package org.stoa.billing.document.einvoice;

import java.util.ArrayList;
import java.util.List;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.document.DocumentProblem;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.PaperParty;
import org.stoa.billing.tax.TaxCategory;

/** Whether a paper says all that an electronic invoice must: a file that its receiver refuses is worse than none. */
final class Completeness {
    private static final int MOST_DECIMALS = 2;

    private final List<String> missing = new ArrayList<>();

    private Completeness() {}

    /**
     * @throws ProblemException 409 {@code e-invoice-not-issued}, {@code e-invoice-currency}, or
     *     {@code e-invoice-incomplete} with {@code missingFields}
     */
    static void require(Paper paper, Profile profile) {
        if (paper.mark() == Paper.Mark.DRAFT || paper.mark() == Paper.Mark.VOID) {
            throw ProblemException.of(DocumentProblem.E_INVOICE_NOT_ISSUED, paper.mark());
        }
        int decimals = paper.currency().getDefaultFractionDigits();
        if (decimals > MOST_DECIMALS) {
            throw ProblemException.of(
                    DocumentProblem.E_INVOICE_CURRENCY, paper.currency().getCurrencyCode(), decimals);
        }
        Completeness check = new Completeness();
        check.common(paper);
        if (profile == Profile.XRECHNUNG) {
            check.xrechnung(paper);
        }
        if (!check.missing.isEmpty()) {
            throw ProblemException.of(DocumentProblem.E_INVOICE_INCOMPLETE, String.join(", ", check.missing))
                    .with("missingFields", check.missing);
        }
    }

    private void common(Paper paper) {
        need("seller.name", paper.seller().name());
        need("seller.taxId", paper.seller().taxId());
        need("seller.country", paper.seller().country());
        need("buyer.name", paper.buyer().name());
        need("buyer.country", paper.buyer().country());
        boolean buyerOwesTax = paper.taxes().stream()
                .anyMatch(tax -> tax.category() == TaxCategory.AE || tax.category() == TaxCategory.K);
        if (buyerOwesTax && !paper.buyer().hasVatNumber()) {
            missing.add("buyer.taxId");
        }
        for (Paper.Tax tax : paper.taxes()) {
            if (tax.category().needsReason()) {
                need("tax.exemptionReason", tax.exemption());
            }
        }
    }

    /** BR-DE-1 to BR-DE-15, and the electronic addresses that PEPPOL-EN16931-R010 and R020 ask for. */
    private void xrechnung(Paper paper) {
        need("delivery.buyerReference", paper.buyerReference());
        need("letterhead.contact", paper.seller().contact());
        need("letterhead.phone", paper.seller().phone());
        need("letterhead.email", paper.seller().email());
        if (paper.sheet().bank() == null) {
            missing.add("letterhead.bank.iban");
        }
        place("seller", paper.seller());
        place("buyer", paper.buyer());
    }

    private void place(String who, PaperParty party) {
        need(who + ".city", party.city());
        need(who + ".postalCode", party.postalCode());
        if (party.electronic() == null) {
            missing.add(who.equals("seller") ? "letterhead.electronic" : "delivery.electronic");
        }
    }

    private void need(String field, String value) {
        if (value == null || value.isBlank()) {
            missing.add(field);
        }
    }
}
