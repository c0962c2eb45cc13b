package org.stoa.api.feature;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/**
 * Which features are on for the tenant of a call: by the platform's flags, the tenant's plan and what the platform has
 * switched on for the tenant. Answered from memory, for every request: a change is seen on every node within a second.
 */
@ProviderType
public interface Features {

    /**
     * Whether a feature is on; off for one that nobody knows.
     *
     * @param key such as {@code booking.calendar-sync}
     * @throws IllegalStateException when the context has no tenant
     */
    boolean isOn(CallContext context, String key);

    /**
     * All features that have a flag, or are on without one, by key in alphabetical order.
     *
     * @throws IllegalStateException when the context has no tenant
     */
    Map<String, Boolean> all(CallContext context);
}
