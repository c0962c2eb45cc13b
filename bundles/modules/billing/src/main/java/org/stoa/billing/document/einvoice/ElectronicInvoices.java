package org.stoa.billing.document.einvoice;

import org.stoa.api.rest.ProblemException;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.pdf.PaperPdf;

/**
 * Electronic invoices of papers. They state the paper as it was issued: whoever fetches one twice gets the same claim,
 * whatever was paid in between.
 */
public final class ElectronicInvoices {
    private final PaperPdf pdf;

    public ElectronicInvoices(PaperPdf pdf) {
        this.pdf = pdf;
    }

    /**
     * The paper as XRechnung, in UTF-8.
     *
     * @throws ProblemException 409 {@code e-invoice-not-issued}, {@code e-invoice-incomplete}, {@code e-invoice-currency}
     */
    public byte[] xrechnung(Paper paper) {
        return xml(paper.asIssued(), Profile.XRECHNUNG);
    }

    /**
     * The paper as Factur-X: a PDF/A-3 with the XML attached.
     *
     * @throws ProblemException as {@link #xrechnung} and {@link PaperPdf#render}
     */
    public byte[] facturX(Paper paper) {
        Paper issued = paper.asIssued();
        byte[] xml = xml(issued, Profile.FACTUR_X);
        return pdf.render(issued, document -> new FacturXAttachment(xml, paper.issueDate()).addTo(document));
    }

    private static byte[] xml(Paper paper, Profile profile) {
        Completeness.require(paper, profile);
        return CrossIndustryInvoice.write(paper, profile);
    }
}
