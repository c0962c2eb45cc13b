package org.stoa.billing.document.export;

import java.util.List;

/**
 * A table that is read in pages.
 *
 * @param name of the file and the sheet
 */
record Export<R>(String name, List<Column<R>> columns, PageReader<R> reader) {

    /** Reads the rows after another one. */
    @FunctionalInterface
    interface PageReader<R> {
        /** @param last the row after which to go on, or null for the beginning */
        List<R> after(ExportMapper mapper, R last);
    }
}
