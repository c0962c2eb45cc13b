package org.stoa.api.rest;

/**
 * What is wrong with one field of a request.
 *
 * @param field path of the field: {@code items[0].quantity}, or the name of a path or query parameter or header
 * @param message what it must be
 */
public record FieldError(String field, String message) {}
