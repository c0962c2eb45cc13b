package org.stoa.api.platform;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;

/** The limits of tenants and what they have used. What is used is counted by {@link org.stoa.api.data.Transaction#meter}. */
@ProviderType
public interface UsageMeter {

    /** Makes these the limits of the context's tenant, in place of all it had. Holds for every transaction from then on. */
    void setLimits(CallContext context, List<UsageLimit> limits);

    /**
     * What the context's tenant has used, of every resource that is limited or was ever used, by name. What is not limited
     * is counted by the month, in UTC.
     *
     * @param now the moment whose periods are meant
     */
    List<Usage> used(CallContext context, Instant now);
}
