package org.stoa.api.people;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/** Tells which accounts and users the context's tenant has, for bundles that keep their ids. */
@ProviderType
public interface PeopleDirectory {

    /**
     * What of an account and a user is there.
     *
     * @param account false for an account that is unknown, deleted or of another tenant
     * @param user likewise
     */
    record Presence(boolean account, boolean user) {}

    /**
     * Looks for an account and a user in one round trip; in none for the caller's own. Either may be gone right after.
     *
     * @param accountId null counts as there
     * @param userId likewise
     * @throws IllegalStateException when the context has no tenant
     */
    Presence find(CallContext context, UUID accountId, UUID userId);
}
