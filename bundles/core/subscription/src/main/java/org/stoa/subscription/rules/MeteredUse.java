package org.stoa.subscription.rules;

import java.time.LocalDate;

/** What a tenant has used of metered resources. */
@FunctionalInterface
public interface MeteredUse {

    /** Of a tenant that has used nothing. */
    MeteredUse NONE = (resource, from, to) -> 0;

    /**
     * Units of a resource.
     *
     * @param from the first day; null for from the beginning
     * @param to the day after the last
     */
    long used(String resource, LocalDate from, LocalDate to);
}
