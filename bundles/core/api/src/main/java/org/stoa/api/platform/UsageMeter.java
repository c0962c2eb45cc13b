package org.stoa.api.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Allowance;
import org.stoa.api.usage.DailyUsage;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/** The limits of tenants and what they have used. What is used is counted by {@link org.stoa.api.data.Transaction#meter}. */
@ProviderType
public interface UsageMeter {

    /** Makes these the limits of the context's tenant, in place of all it had. Holds for every transaction from then on. */
    void setLimits(CallContext context, List<UsageLimit> limits);

    /**
     * What the context's tenant has used, of every resource that is limited or was ever used, by name. What is not limited
     * is counted by the month, in UTC; the core's own {@code users} and {@code profiles} in all.
     *
     * @param now the moment whose periods are meant
     */
    List<Usage> used(CallContext context, Instant now);

    /**
     * How much the context's tenant has used of a resource on the days from {@code from} until before {@code to}; 0 for a
     * resource it has never used. The days are those of the zone of the resource's limit, or of UTC while it is not
     * limited. What is given back, such as by deleting, is taken off on the day on which that happens.
     */
    long used(CallContext context, String resource, LocalDate from, LocalDate to);

    /** The same day by day, in their order; days on which nothing was counted are left out. */
    List<DailyUsage> daily(CallContext context, String resource, LocalDate from, LocalDate to);

    /**
     * Counts what many tenants have used of a resource until now, in one statement. It has happened, and counts beyond
     * their limits too. A batch that comes again, because nobody knew whether it had been counted, is not counted again.
     *
     * @param source who counts: new with each start of a node
     * @param number of the batch; greater than those before it of the same source
     * @param units by tenant; 0 asks for the allowance only
     * @return what those tenants may still use for which the resource is limited
     */
    List<Allowance> count(UUID source, long number, String resource, Map<UUID, Long> units, Instant now);
}
