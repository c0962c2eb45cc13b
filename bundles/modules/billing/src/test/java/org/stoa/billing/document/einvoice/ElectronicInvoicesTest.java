package org.stoa.billing.document.einvoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.transform.TransformerException;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mustangproject.validator.ZUGFeRDValidator;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.document.Letterhead;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.PaperParty;
import org.stoa.billing.document.SamplePapers;
import org.stoa.billing.document.pdf.PaperPdf;
import org.stoa.billing.tax.TaxCategory;

/** Every kind of electronic invoice, judged by Mustang's validator: schema, EN 16931, XRechnung and PDF/A-3. */
class ElectronicInvoicesTest {
    private static final Path FOLDER = Path.of("target", "papers");

    private final ElectronicInvoices invoices = new ElectronicInvoices(new PaperPdf());

    @TestFactory
    Stream<DynamicTest> everyKindIsAValidXRechnung() {
        return kinds().entrySet().stream()
                .map(kind -> dynamicTest(
                        kind.getKey(),
                        () -> requireValid(write(kind.getKey() + ".xml", invoices.xrechnung(kind.getValue())))));
    }

    @TestFactory
    Stream<DynamicTest> everyKindIsAValidFacturX() {
        return kinds().entrySet().stream()
                .map(kind -> dynamicTest(
                        kind.getKey(),
                        () -> requireValid(write(kind.getKey() + "-facturx.pdf", invoices.facturX(kind.getValue())))));
    }

    /** Mustang's validator itself fails at a line without rate, which BR-O-05 asks for; the rules it uses do not. */
    @Test
    void whatIsNotSubjectToTaxFollowsTheRules() throws TransformerException {
        byte[] xml = invoices.xrechnung(SamplePapers.invoice()
                .exempt("Not subject to value added tax")
                .line("Grant", "1", "500", TaxCategory.O, "0")
                .build());
        for (String rules : List.of(
                "/xslt/en16931schematron/EN16931-CII-validation.xslt", "/xslt/XR_30/XRechnung-CII-validation.xslt")) {
            assertThat(violations(rules, xml)).as(rules).isEmpty();
            String wrong = new String(xml, StandardCharsets.UTF_8)
                    .replace("<ram:CountryID>", "<ram:CountrySubDivisionName>")
                    .replace("</ram:CountryID>", "</ram:CountrySubDivisionName>")
                    .replace("BuyerReference", "Buyer");
            assertThat(violations(rules, wrong.getBytes(StandardCharsets.UTF_8)))
                    .isNotEmpty();
        }
    }

    /** The fatal ones, by a schematron that was made into XSLT. */
    private static List<String> violations(String rules, byte[] xml) throws TransformerException {
        StreamSource stylesheet = new StreamSource(ZUGFeRDValidator.class.getResourceAsStream(rules));
        StringWriter report = new StringWriter();
        new net.sf.saxon.TransformerFactoryImpl()
                .newTransformer(stylesheet)
                .transform(new StreamSource(new ByteArrayInputStream(xml)), new StreamResult(report));
        return Pattern.compile("<svrl:failed-assert[^>]*flag=\"fatal\".*?</svrl:failed-assert>", Pattern.DOTALL)
                .matcher(report.toString())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void theJudgeRefusesWhatIsWrong() throws IOException {
        String right = new String(invoices.xrechnung(kinds().get("several-rates")), StandardCharsets.UTF_8);
        String wrong = right.replaceFirst("<ram:GrandTotalAmount>[0-9.]+<", "<ram:GrandTotalAmount>1.00<");

        assertThat(wrong).isNotEqualTo(right);
        assertThat(judge(write("wrong.xml", wrong.getBytes(StandardCharsets.UTF_8))))
                .contains("BR-CO-15");
    }

    @Test
    void theXmlSaysWhatThePaperSays() {
        String xml = new String(invoices.xrechnung(kinds().get("several-rates")), StandardCharsets.UTF_8);

        assertThat(xml)
                .contains("<ram:ID>2026-000042</ram:ID>", "<ram:BuyerReference>04011000-12345-34</ram:BuyerReference>")
                .contains("<ram:DuePayableAmount>2540.97</ram:DuePayableAmount>")
                .contains("<ram:IBANID>DE89370400440532013000</ram:IBANID>");
    }

    @Test
    void whateverWasPaidSinceTheInvoiceStaysAsItWasIssued() {
        assertThat(invoices.xrechnung(one("EUR").paid("19").build()))
                .isEqualTo(invoices.xrechnung(one("EUR").build()));
    }

    @Test
    void thePdfCarriesItsXml() throws IOException {
        byte[] file = invoices.facturX(kinds().get("several-rates"));

        try (PDDocument document = Loader.loadPDF(file)) {
            byte[] attached = document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .get("factur-x.xml")
                    .getEmbeddedFile()
                    .toByteArray();
            assertThat(new String(attached, StandardCharsets.UTF_8))
                    .contains("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>", "2026-000042");
        }
    }

    @Test
    void whatIsMissingIsListedAndNoFileIsMade() {
        PaperParty nobody = new PaperParty("Somebody", null, null, null, null, null, null, null, null, null);
        Paper paper = SamplePapers.invoice()
                .buyerReference(null)
                .buyer(nobody)
                .sheet(Letterhead.plain())
                .line("Consulting", "1", "100", TaxCategory.AE, "0")
                .build();

        assertThatThrownBy(() -> invoices.xrechnung(paper)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code().code()).isEqualTo("e-invoice-incomplete");
            assertThat(problem.extensions().get("missingFields"))
                    .isEqualTo(List.of(
                            "buyer.country",
                            "buyer.taxId",
                            "tax.exemptionReason",
                            "delivery.buyerReference",
                            "letterhead.bank.iban",
                            "buyer.city",
                            "buyer.postalCode",
                            "delivery.electronic"));
        });
    }

    @Test
    void thereIsNoneOfADraftOfAVoidInvoiceOrInACurrencyOfThreeDecimals() {
        for (Paper.Mark mark : List.of(Paper.Mark.DRAFT, Paper.Mark.VOID)) {
            assertRefused(one("EUR").mark(mark).build(), "e-invoice-not-issued");
        }
        assertRefused(one("KWD").build(), "e-invoice-currency");
    }

    private void assertRefused(Paper paper, String code) {
        assertThatThrownBy(() -> invoices.facturX(paper))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo(code));
    }

    private static SamplePapers one(String currency) {
        return SamplePapers.invoice().currency(currency).line("Shooting", "1", "100", TaxCategory.S, "19");
    }

    private static Map<String, Paper> kinds() {
        Map<String, Paper> kinds = new LinkedHashMap<>();
        kinds.put(
                "several-rates",
                SamplePapers.invoice()
                        .line("Shooting „Frühling“ & more <now>", "2.5", "800", TaxCategory.S, "19")
                        .line("Fachbuch", "3", "49.99", TaxCategory.S, "7")
                        .line("Export of a book", "1", "0.50", TaxCategory.Z, "0")
                        .notes("Two\nlines of notes")
                        .build());
        kinds.put(
                "reverse-charge",
                SamplePapers.invoice()
                        .exempt("Reverse charge")
                        .line("Consulting", "10.25", "120", TaxCategory.AE, "0")
                        .build());
        kinds.put(
                "exempt",
                SamplePapers.invoice()
                        .exempt("Exempt by article 132 of Directive 2006/112/EC")
                        .line("Lesson", "4", "60", TaxCategory.E, "0")
                        .build());
        kinds.put(
                "within-the-union",
                SamplePapers.invoice()
                        .exempt("Intra-Community supply")
                        .line("Camera", "1", "2499", TaxCategory.K, "0")
                        .build());
        kinds.put(
                "export",
                SamplePapers.invoice()
                        .exempt("Export outside of the Union")
                        .line("Camera", "1", "2499", TaxCategory.G, "0")
                        .build());
        kinds.put(
                "allowances",
                SamplePapers.invoice()
                        .line("Shooting", "1", "1000", TaxCategory.S, "19")
                        .line("Fachbuch", "1", "100", TaxCategory.S, "7")
                        .line("Discount of a line", "1", "-50", TaxCategory.S, "19")
                        .allowance("Loyalty", "100", TaxCategory.S, "19")
                        .allowance(null, "10", TaxCategory.S, "7")
                        .build());
        kinds.put("credit-note", one("EUR").creditNote().build());
        kinds.put("foreign-currency", one("USD").booksInEuro("0.91").build());
        kinds.put(
                "yen",
                SamplePapers.invoice()
                        .currency("JPY")
                        .booksInEuro("0.0061")
                        .line("Shooting", "3", "12345", TaxCategory.S, "10")
                        .build());
        kinds.put(
                "discount-and-period",
                SamplePapers.invoice().discountedQuarter("Retainer", "399.99").build());
        kinds.put(
                "usage-prices",
                SamplePapers.invoice()
                        .line("API calls", "1234567", "0.000123", TaxCategory.S, "19")
                        .build());
        kinds.put("test", one("EUR").mark(Paper.Mark.TEST).build());
        return kinds;
    }

    private static Path write(String name, byte[] content) throws IOException {
        Files.createDirectories(FOLDER);
        return Files.write(FOLDER.resolve(name), content);
    }

    private static void requireValid(Path file) {
        String report = judge(file);
        assertThat(report).as(report).contains("<summary status=\"valid\"/>").doesNotContain("status=\"invalid\"");
    }

    private static String judge(Path file) {
        return new ZUGFeRDValidator().validate(file.toString());
    }
}
