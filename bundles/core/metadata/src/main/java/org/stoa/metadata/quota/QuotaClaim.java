package org.stoa.metadata.quota;

import org.stoa.api.data.Transaction;

/** What an entity that is about to be made needs of a quota. */
@FunctionalInterface
public interface QuotaClaim {

    /** Of what has no quota. */
    QuotaClaim NONE = transaction -> {};

    /**
     * Counts the entity. To be done last in its transaction: all others that count the same wait for its end.
     *
     * @throws org.stoa.api.rest.ProblemException 409 {@code quota-exceeded}, {@code quota-setting-invalid}
     */
    void take(Transaction transaction);
}
