package org.stoa.metadata.validation;

/**
 * One place where data does not fit its schema.
 *
 * @param pointer JSON pointer (RFC 6901) into the data, empty for all of it; for {@code required} that of the missing member
 * @param keyword of JSON Schema that is not met, such as {@code required}; {@code false} for a place where nothing may be
 * @param message what is expected, in English
 */
public record Violation(String pointer, String keyword, String message) {}
