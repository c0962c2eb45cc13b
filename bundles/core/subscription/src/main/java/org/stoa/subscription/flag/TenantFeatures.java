package org.stoa.subscription.flag;

import java.util.SortedMap;

/** Which features are on for a tenant: key to whether it is. */
public record TenantFeatures(SortedMap<String, Boolean> features) {}
