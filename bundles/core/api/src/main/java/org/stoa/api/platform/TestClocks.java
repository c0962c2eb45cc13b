package org.stoa.api.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.security.CallContext;

/**
 * Clocks of tenants that stand still until they are moved on. What a tenant has stored for a later time
 * ({@link org.stoa.api.data.Transaction#publish(Record, Instant)}) falls due by its clock.
 */
@ProviderType
public interface TestClocks {

    /** What depends on which tenants have one. */
    CacheTag TAG = new CacheTag("test-clocks");

    /** The tenants that have one. */
    Set<UUID> tenants();

    /** What the test clock of the context's tenant says, if it has one; read from the database. */
    Optional<Instant> time(CallContext context);

    /**
     * Gives the context's tenant a test clock.
     *
     * @return false when it has one already
     */
    boolean start(CallContext context, Instant time);

    /**
     * Moves the test clock of the context's tenant on, to each time at which something falls due, one after the other, and
     * delivers what fell due before it goes on.
     *
     * @param to no earlier than what it says
     * @param together other tenants whose events are delivered as well before it goes on
     * @param limit how long to go on at most
     * @return how far it came
     */
    Walk advance(CallContext context, Instant to, Set<UUID> together, Duration limit);

    /** Takes the test clock away: from then on the real time counts, and what is overdue by it falls due. */
    void end(CallContext context);

    /**
     * How far a test clock was moved.
     *
     * @param time what it says now
     * @param steps how many times it stopped to have events delivered
     * @param undelivered events that fell due and that a listener has failed on; they are tried again
     */
    record Walk(Instant time, int steps, long undelivered) {}
}
