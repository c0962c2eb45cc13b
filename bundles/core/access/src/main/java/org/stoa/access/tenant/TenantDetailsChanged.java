package org.stoa.access.tenant;

/** A tenant has changed what it says of itself. */
public record TenantDetailsChanged(String timezoneBefore, String timezone) {}
