package org.stoa.api.platform;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.rest.ProblemException;

/** Counts the calls of tenants. Called for every authenticated request, so that it must not wait for anything. */
@ProviderType
public interface CallCounter {

    /**
     * Counts a call that a tenant makes.
     *
     * @throws ProblemException 403 {@code limit-exceeded} when, by what is known, the tenant has made all it may
     */
    void count(UUID tenantId);
}
