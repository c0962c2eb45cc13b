package org.stoa.billing.document.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with numbers as numbers and dates as dates. Texts are texts and never formulas, whatever they begin with. What
 * does not fit on one sheet goes on on the next.
 */
final class XlsxTable implements TableWriter {
    /** Excel's are 1,048,576. */
    static final int ROWS_OF_A_SHEET = 1_000_000;

    private static final int ROWS_IN_MEMORY = 500;
    private static final double WIDTH = 18;

    private final Workbook workbook;
    private final String name;
    private final ZoneId zone;
    private final int rowsOfASheet;
    private List<String> header = List.of();
    private Worksheet sheet;
    private int sheets;
    private int row;

    /** @param zone in which times are written: a spreadsheet's have none */
    XlsxTable(OutputStream file, String name, ZoneId zone) {
        this(file, name, zone, ROWS_OF_A_SHEET);
    }

    XlsxTable(OutputStream file, String name, ZoneId zone, int rowsOfASheet) {
        this.workbook = new Workbook(file, "Stoa", "1.0");
        this.name = name;
        this.zone = zone;
        this.rowsOfASheet = rowsOfASheet;
    }

    @Override
    public void header(List<String> names) throws IOException {
        header = List.copyOf(names);
        nextSheet();
    }

    private void nextSheet() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        for (int column = 0; column < header.size(); column++) {
            sheet.width(column, WIDTH);
            sheet.value(0, column, header.get(column));
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        row = 1;
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        if (row == rowsOfASheet) {
            nextSheet();
        }
        for (int column = 0; column < cells.size(); column++) {
            cell(column, cells.get(column));
        }
        row++;
        if (row % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, Object value) {
        if (value instanceof BigDecimal number) {
            sheet.value(row, column, number);
            sheet.style(row, column).format(format(number)).set();
        } else if (value instanceof Integer number) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate date) {
            sheet.value(row, column, date);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value instanceof Instant moment) {
            sheet.value(row, column, moment.atZone(zone).toLocalDateTime());
            sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
        } else if (value != null) {
            sheet.inlineString(row, column, value.toString());
        }
    }

    private static String format(BigDecimal number) {
        return number.scale() <= 0 ? "#,##0" : "#,##0." + "0".repeat(number.scale());
    }

    @Override
    public void end() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        workbook.finish();
        workbook.close();
    }
}
