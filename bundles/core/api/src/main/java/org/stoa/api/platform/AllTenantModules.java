package org.stoa.api.platform;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/**
 * Changes a module for every tenant there is when it begins, one after the other, each as
 * {@link org.stoa.api.module.ModuleRegistry} does it: with its own transactions, audit entry and event. Whatever
 * interrupts it, repeating it goes on with those that are left.
 *
 * <p>Failures are {@link org.stoa.api.rest.ProblemException}s: 404 {@code module-not-found}, 409
 * {@code module-not-ready}; and a 503, such as {@code database-unavailable}, when it meets three tenants in a row for whom
 * something cannot be reached. What is refused for one tenant holds up no other.
 */
@ProviderType
public interface AllTenantModules {

    /** How many refusals are told in words. */
    int MOST_REFUSALS = 20;

    /**
     * How far it has come.
     *
     * @param changed tenants that it was done for
     * @param unchanged tenants that had it so before
     * @param refused tenants that it was refused for
     * @param refusals of the first {@value #MOST_REFUSALS} of those, the identifier and why
     */
    record Progress(long changed, long unchanged, long refused, List<String> refusals) {

        public Progress {
            refusals = List.copyOf(refusals);
        }

        /** Tenants that were looked at. */
        public long tenants() {
            return changed + unchanged + refused;
        }
    }

    /**
     * Enables a module, and before it those it requires, for every tenant.
     *
     * @param listener is told after every {@value org.stoa.api.data.PageRequest#MAX_LIMIT} tenants
     * @return how far it has come at the end
     */
    Progress enable(CallContext context, String moduleId, Consumer<Progress> listener);

    /**
     * Switches a module off for every tenant and keeps its data.
     *
     * @param listener is told after every {@value org.stoa.api.data.PageRequest#MAX_LIMIT} tenants
     * @return how far it has come at the end
     */
    Progress disable(CallContext context, String moduleId, Consumer<Progress> listener);
}
