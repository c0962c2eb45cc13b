package org.stoa.metadata.search;

/** How many entities have a value. */
public record FacetCount(String value, long count) {}
