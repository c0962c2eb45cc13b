package org.stoa.billing.document.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

/**
 * CSV after RFC 4180 in UTF-8: numbers with a point, dates and times of ISO 8601. A text that a spreadsheet would take for
 * a formula gets an apostrophe in front.
 */
final class CsvTable implements TableWriter {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final CsvGenerator generator;

    CsvTable(OutputStream file) throws IOException {
        CsvFactory factory = CsvFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        generator = factory.createGenerator(file);
        generator.setSchema(CsvSchema.emptySchema().withLineSeparator("\r\n"));
    }

    @Override
    public void header(List<String> names) throws IOException {
        row(List.copyOf(names));
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        generator.writeStartArray();
        for (Object cell : cells) {
            if (cell == null) {
                generator.writeString("");
            } else if (cell instanceof BigDecimal number) {
                generator.writeNumber(number.toPlainString());
            } else if (cell instanceof Integer number) {
                generator.writeNumber(number);
            } else if (cell instanceof String text) {
                generator.writeString(harmless(text));
            } else {
                generator.writeString(cell.toString());
            }
        }
        generator.writeEndArray();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void end() throws IOException {
        generator.close();
    }
}
