package org.stoa.marketplace.search;

/** How many listings have a value. */
public record FacetCount(String value, long count) {}
