package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A place at which two values differ.
 *
 * @param pointer JSON pointer (RFC 6901), in which elements of lists that have a name, key, slug or id stand under that
 * @param before null for nothing
 * @param after null for nothing
 */
record Difference(String pointer, JsonNode before, JsonNode after) {}
