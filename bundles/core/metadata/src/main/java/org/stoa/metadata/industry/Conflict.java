package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A place that the tenant and the template have changed differently.
 *
 * @param pointer JSON pointer (RFC 6901), in which elements of lists that have a name, key, slug or id stand under that
 * @param base what it was when the tenant got it, or null for nothing
 * @param ours what the tenant has, or null for nothing
 * @param theirs what the template has now, or null for nothing
 */
record Conflict(String pointer, JsonNode base, JsonNode ours, JsonNode theirs) {}
