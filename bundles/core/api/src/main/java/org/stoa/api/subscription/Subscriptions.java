package org.stoa.api.subscription;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/** Which plan a tenant may use. */
@ProviderType
public interface Subscriptions {

    /**
     * The plan of the context's tenant; empty when it has none, or none in force any more. Answered from memory, for
     * every request: a change is seen on every node within about a second.
     *
     * @throws IllegalStateException when the context has no tenant
     */
    Optional<SubscribedPlan> current(CallContext context);
}
