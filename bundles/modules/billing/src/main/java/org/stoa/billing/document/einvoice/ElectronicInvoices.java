package org.stoa.billing.document.einvoice;

import org.stoa.api.rest.ProblemException;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.pdf.PaperPdf;

/** Electronic invoices of papers. */
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
        return xml(paper, Profile.XRECHNUNG);
    }

    /**
     * The paper as Factur-X: a PDF/A-3 with the XML attached.
     *
     * @throws ProblemException as {@link #xrechnung} and {@link PaperPdf#render}
     */
    public byte[] facturX(Paper paper) {
        byte[] xml = xml(paper, Profile.FACTUR_X);
        return pdf.render(paper, document -> new FacturXAttachment(xml, paper.issueDate()).addTo(document));
    }

    private static byte[] xml(Paper paper, Profile profile) {
        Completeness.require(paper, profile);
        return CrossIndustryInvoice.write(paper, profile);
    }
}
