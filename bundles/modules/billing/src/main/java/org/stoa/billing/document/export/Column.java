package org.stoa.billing.document.export;

import java.util.function.Function;

/**
 * One column of an export.
 *
 * @param name as it stands in the first row: the name that the API uses
 * @param value null for an empty cell; a String, BigDecimal, Integer, LocalDate or Instant
 */
record Column<R>(String name, Function<R, Object> value) {}
