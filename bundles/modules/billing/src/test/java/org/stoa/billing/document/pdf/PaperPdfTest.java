package org.stoa.billing.document.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.document.Letterhead;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.SamplePapers;
import org.stoa.billing.tax.TaxCategory;

/** What people see of papers. Each one is left in {@code target/papers}, to be looked at. */
class PaperPdfTest {
    private static final Path FOLDER = Path.of("target", "papers");

    private final PaperPdf pdf = new PaperPdf();

    @Test
    void aPaperSaysAllThatItsReaderNeeds() {
        Paper paper = ordinary()
                .notes("Leistungszeitraum: März 2026.")
                .in(Locale.GERMAN)
                .build();

        String text = text(render("ordinary-de", paper)).get(0);

        assertThat(text)
                .contains("Rechnung 2026-000042", "15. März 2026", "14. April 2026")
                .contains("Studio Łódź Sp. z o.o.", "ul. Żeromskiego 12", "90-001 Łódź", "Polen", "PL1234567883")
                .contains("Modelagentur Nordlicht GmbH", "USt-IdNr.: DE123456788")
                .contains("Shooting „Frühling“", "2,5", "800,00 €", "2.000,00 €", "19 %", "7 %")
                .contains("DE89 3704 0044 0532 0130 00", "COBADEFFXXX", "Seite 1 von 1")
                .contains("Leistungszeitraum: März 2026.");
    }

    @Test
    void inEnglishThePaperSaysTheSame() {
        String text = text(render("ordinary-en", ordinary().build())).get(0);

        assertThat(text).contains("Invoice 2026-000042", "March 15, 2026", "€2,000.00", "Page 1 of 1");
    }

    @Test
    void lettersOfManyScriptsHaveTheirShapesInTheFile() throws IOException {
        String letters = "äöüß € łŁ żŻ Ж Ωμέγα čřž ğış œ";
        byte[] file = render(
                "letters",
                SamplePapers.invoice()
                        .line(letters, "1", "1", TaxCategory.S, "19")
                        .build());

        assertThat(text(file).get(0)).contains(letters);
        try (PDDocument document = Loader.loadPDF(file)) {
            List<PDFont> fonts = new ArrayList<>();
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    fonts.add(page.getResources().getFont(name));
                }
            }
            assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
        }
    }

    @Test
    void sumsAreCarriedFromPageToPage() {
        SamplePapers sample = SamplePapers.invoice().in(Locale.GERMAN);
        for (int item = 1; item <= 120; item++) {
            String name = item % 7 == 0 ? "Position " + item + " with more to say".repeat(9) : "Position " + item;
            sample.line(name, "1", item + ".10", TaxCategory.S, item % 3 == 0 ? "7" : "19");
        }
        Paper paper = sample.build();

        List<String> pages = text(render("long", paper));

        assertThat(pages).hasSizeGreaterThan(3);
        BigDecimal sum = BigDecimal.ZERO;
        int items = 0;
        for (int page = 0; page < pages.size(); page++) {
            String text = pages.get(page);
            assertThat(text).contains("Seite " + (page + 1) + " von " + pages.size());
            if (items == 120) {
                break;
            }
            assertThat(text).as("the header is on every page").contains("Bezeichnung");
            if (page > 0) {
                assertThat(amountAfter("Übertrag", text)).isEqualByComparingTo(sum);
            }
            List<Integer> here = itemsOn(text);
            for (int item : here) {
                assertThat(item).as("no item is left out or told twice").isEqualTo(++items);
                sum = sum.add(new BigDecimal(item + ".10"));
            }
            if (items < 120) {
                assertThat(amountAfter("Zwischensumme", text)).isEqualByComparingTo(sum);
            }
        }
        assertThat(items).isEqualTo(120);
        assertThat(sum).isEqualByComparingTo(paper.totals().net().amount());
    }

    @Test
    void whatIsNoOrdinaryPaperSaysSoOnEveryPage() {
        for (Paper.Mark mark : List.of(Paper.Mark.DRAFT, Paper.Mark.TEST, Paper.Mark.VOID)) {
            SamplePapers sample = ordinary().mark(mark);
            for (int item = 0; item < 60; item++) {
                sample.line("More", "1", "1", TaxCategory.S, "19");
            }
            assertThat(text(render("mark-" + mark, sample.build())))
                    .hasSizeGreaterThan(1)
                    .allMatch(page -> page.contains(mark.name()));
        }
        assertThat(text(render("mark-none", ordinary().build())).get(0)).doesNotContain("DRAFT", "TEST", "VOID");
    }

    @Test
    void aCreditNoteNamesItsInvoiceAndAsksForNoMoney() {
        String text = text(render(
                        "credit-note", ordinary().creditNote().in(Locale.GERMAN).build()))
                .get(0);

        assertThat(text)
                .contains("Rechnungskorrektur 2026-000042", "2026-000041 vom 20. Februar 2026", "gutgeschrieben")
                .doesNotContain("Zahlbar bis", "Verwendungszweck");
    }

    @Test
    void thePaperTellsWhyNoTaxIsDue() {
        Paper paper = SamplePapers.invoice()
                .exempt("Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG)")
                .line("Beratung", "3", "150", TaxCategory.AE, "0")
                .in(Locale.GERMAN)
                .build();

        assertThat(text(render("reverse-charge", paper)).get(0)).contains("§ 13b UStG", "Steuerschuld des Empfängers");
    }

    @Test
    void currenciesWithoutAndWithThreeDecimalsAreWrittenAsTheyAre() {
        Paper yen = SamplePapers.invoice()
                .currency("JPY")
                .line("撮影 Shooting", "3", "12345", TaxCategory.S, "10")
                .build();
        Paper dinar = SamplePapers.invoice()
                .currency("KWD")
                .line("Shooting", "1", "1.2345", TaxCategory.S, "5")
                .build();

        assertThat(text(render("yen", yen)).get(0)).contains("¥37,035");
        assertThat(text(render("dinar", dinar)).get(0)).contains("1.2345").contains("1.235");
    }

    @Test
    void nothingIsFetchedWhateverATextSays() {
        String hostile = "<img src=\"http://127.0.0.1:9/x.png\"/> <script>alert(1)</script> file:///etc/passwd "
                + "</style><link href='http://127.0.0.1:9/a.css'/> &amp; ]]> url(http://127.0.0.1:9/b)";
        Paper paper = SamplePapers.invoice()
                .notes(hostile)
                .sheet(new Letterhead("#123456", null, hostile, null, null, null, hostile, hostile))
                .line(hostile, "1", "10", TaxCategory.S, "19")
                .build();

        assertThat(text(render("hostile", paper)).get(0).replaceAll("\\s+", "")).contains("<script>alert(1)</script>");
    }

    @Test
    void hugeTextsAndManyItemsStayOnTheirPages() {
        SamplePapers sample = SamplePapers.invoice().notes("n".repeat(2_000));
        for (int item = 0; item < 200; item++) {
            sample.line(
                    item % 2 == 0 ? "W".repeat(500) : "word ".repeat(100),
                    "123456789.1234",
                    "12.5678",
                    TaxCategory.S,
                    "19.1234");
        }

        assertThat(text(render("huge", sample.build()))).hasSizeBetween(20, 200);
    }

    @Test
    void moreItemsThanCanBeLaidOutAreRefused() {
        SamplePapers sample = SamplePapers.invoice();
        for (int item = 0; item <= PaperPdf.MOST_LINES; item++) {
            sample.line("Item", "1", "1", TaxCategory.S, "19");
        }
        Paper paper = sample.build();

        assertThatThrownBy(() -> pdf.render(paper))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code().code()).isEqualTo("document-too-large"));
    }

    @Test
    void aPaperWithoutItemsIsAPage() {
        assertThat(text(render(
                        "empty",
                        SamplePapers.invoice()
                                .mark(Paper.Mark.DRAFT)
                                .sheet(Letterhead.plain())
                                .build())))
                .hasSize(1);
    }

    private static SamplePapers ordinary() {
        return SamplePapers.invoice()
                .line("Shooting „Frühling“, Tagessatz des Modells", "2.5", "800", TaxCategory.S, "19")
                .line(
                        "Nutzungsrechte: Druck und Web, Europa, zwei Jahre; Verlängerung nach Absprache",
                        "1",
                        "450.50",
                        TaxCategory.S,
                        "19")
                .line("Fachbuch Licht", "3", "29.99", TaxCategory.S, "7")
                .line("Reisekosten Berlin – Łódź und zurück", "1", "184.20", TaxCategory.S, "19");
    }

    private byte[] render(String name, Paper paper) {
        byte[] file = pdf.render(paper);
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".pdf"), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The text of each page, with ordinary spaces. */
    private static List<String> text(byte[] file) {
        List<String> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(file)) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setSortByPosition(true);
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document).replaceAll("[\\u00a0\\u202f]", " "));
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> itemsOn(String text) {
        List<Integer> items = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^([0-9]+) Position \\1\\b").matcher(text);
        while (matcher.find()) {
            items.add(Integer.parseInt(matcher.group(1)));
        }
        return items;
    }

    private static BigDecimal amountAfter(String label, String text) {
        Matcher matcher = Pattern.compile(label + " ([0-9.]+,[0-9]{2}) €").matcher(text);
        assertThat(matcher.find()).as(label + " in\n" + text).isTrue();
        return new BigDecimal(matcher.group(1).replace(".", "").replace(',', '.'));
    }
}
