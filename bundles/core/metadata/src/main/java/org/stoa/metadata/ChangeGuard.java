package org.stoa.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Has a say in what people change of what came from a template. */
@FunctionalInterface
public interface ChangeGuard {

    /** Lets everything through. */
    ChangeGuard NONE = (context, transaction, kind, key, changed) -> {};

    /**
     * Refuses a change.
     *
     * @param transaction in which it is made
     * @param kind such as {@code category}
     * @param key name among those of the kind
     * @param changed what it is to be, as templates write it, or null to be removed; asked only if need be
     * @throws ProblemException 409 that names what must stay as it is
     */
    void check(CallContext context, Transaction transaction, String kind, String key, Supplier<JsonNode> changed);
}
