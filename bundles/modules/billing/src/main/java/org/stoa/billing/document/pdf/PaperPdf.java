package org.stoa.billing.document.pdf;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PagePosition;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.document.DocumentProblem;
import org.stoa.billing.document.Paper;
import org.w3c.dom.Document;

/**
 * Lays papers out on pages of A4, as PDF/A-3 with embedded fonts. Nothing is fetched from anywhere, whatever a text
 * says. Few are laid out at a time, since each takes some megabytes and most of a core; others wait a while.
 */
public final class PaperPdf {
    /** Laying out takes time by the number of items and by their length. */
    static final int MOST_LINES = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore free =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    static {
        // two lines for each font of each document, on the console
        XRLog.setLoggingEnabled(false);
    }

    /** What is done to a document before it is written. */
    @FunctionalInterface
    public interface Finish {
        void apply(PDDocument document) throws IOException;
    }

    /** @throws ProblemException 409 {@code document-too-large}, 503 {@code documents-busy} */
    public byte[] render(Paper paper) {
        return render(paper, document -> {});
    }

    /**
     * @param finish adds to the document, such as an attachment
     * @throws ProblemException 409 {@code document-too-large}, 503 {@code documents-busy}
     */
    public byte[] render(Paper paper, Finish finish) {
        if (paper.lines().size() > MOST_LINES) {
            throw ProblemException.of(DocumentProblem.DOCUMENT_TOO_LARGE, MOST_LINES);
        }
        enter();
        try {
            PaperMarkup markup = new PaperMarkup(paper);
            List<Integer> sizes = measure(markup.toMeasure(), paper.lines().size());
            return write(markup.paged(sizes), finish);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            free.release();
        }
    }

    private void enter() {
        try {
            if (free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.of(DocumentProblem.DOCUMENTS_BUSY).withHeader("Retry-After", "10");
    }

    /** How many of the items stand on each page, beginning with the first; none of the pages without items. */
    private static List<Integer> measure(Document page, int items) throws IOException {
        int[] pages = new int[items];
        try (PdfBoxRenderer renderer = renderer(page)) {
            renderer.layout();
            renderer.getOutputDevice().setRoot(renderer.getRootBox());
            for (Object found : renderer.findPagePositionsByID(ItemTable.MEASURED)) {
                PagePosition<?> position = (PagePosition<?>) found;
                Matcher id = ItemTable.MEASURED.matcher(position.getId());
                if (id.matches()) {
                    pages[Integer.parseInt(id.group(1))] = position.getPageNo();
                }
            }
        }
        List<Integer> sizes = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            if (item == 0 || pages[item] != pages[item - 1]) {
                sizes.add(0);
            }
            sizes.set(sizes.size() - 1, sizes.get(sizes.size() - 1) + 1);
        }
        return sizes.isEmpty() ? List.of(0) : sizes;
    }

    private static byte[] write(Document page, Finish finish) throws IOException {
        try (PdfBoxRenderer renderer = renderer(page)) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                finish.apply(document);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                document.save(bytes);
                return bytes.toByteArray();
            }
        }
    }

    private static PdfBoxRenderer renderer(Document page) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(page, null);
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_B);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.withProducer("Stoa");
        builder.useUriResolver((base, uri) -> null);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useFont(font("DejaVuSansCondensed.ttf"), "Paper", 400, FontStyle.NORMAL, true);
        builder.useFont(font("DejaVuSansCondensed-Bold.ttf"), "Paper", 700, FontStyle.NORMAL, true);
        return builder.buildPdfRenderer();
    }

    private static FSSupplier<InputStream> font(String file) {
        return () -> PaperPdf.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/" + file);
    }
}
