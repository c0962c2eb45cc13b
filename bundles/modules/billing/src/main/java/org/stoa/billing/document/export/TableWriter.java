package org.stoa.billing.document.export;

import java.io.IOException;
import java.util.List;

/** Writes a table row by row; keeps nothing of what it has written. */
interface TableWriter {

    void header(List<String> names) throws IOException;

    /** @param cells null for an empty one; String, BigDecimal, Integer, LocalDate or Instant */
    void row(List<Object> cells) throws IOException;

    /** Ends the file. One that failed half-way is not ended, so that nobody takes it for a whole one. */
    void end() throws IOException;
}
