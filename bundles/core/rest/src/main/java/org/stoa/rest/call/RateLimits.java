package org.stoa.rest.call;

import jakarta.servlet.http.HttpServletResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.RestSettings;
import org.stoa.rest.call.RateLimiter.Allowance;

/**
 * The allowances of clients and tenants, kept in the memory of this node. Every answer tells the tightest of those that
 * its request was counted against.
 */
public final class RateLimits {

    private static final int MOST_CLIENTS = 100_000;
    private static final int MOST_TENANTS = 20_000;
    private static final String LIMIT = "RateLimit-Limit";
    private static final String REMAINING = "RateLimit-Remaining";
    private static final String RESET = "RateLimit-Reset";
    private static final int NETWORK_BYTES = 8;

    private final RateLimiter clients;
    private final RateLimiter tenants;
    private final RateLimiter open;

    public RateLimits(RestSettings settings, Clock clock) {
        this.clients = new RateLimiter(settings.clientRate(), MOST_CLIENTS, clock);
        this.tenants = new RateLimiter(settings.tenantRate(), MOST_TENANTS, clock);
        this.open = new RateLimiter(settings.publicRate(), MOST_CLIENTS, clock);
    }

    /** @throws ProblemException 429 {@code too-many-requests} when the client has sent too many */
    public void countClient(ApiCall call) {
        count(clients.take(client(call.clientAddress())), call.response());
    }

    /** @throws ProblemException 429 {@code too-many-requests} when the tenant's users have sent too many */
    public void countTenant(ApiCall call, UUID tenantId) {
        count(tenants.take(tenantId), call.response());
    }

    /** @throws ProblemException 429 {@code too-many-requests} when the client has sent too many without signing in */
    public void countPublic(ApiCall call) {
        count(open.take(client(call.clientAddress())), call.response());
    }

    private static void count(Allowance allowance, HttpServletResponse response) {
        if (allowance == null) {
            return;
        }
        String remaining = response.getHeader(REMAINING);
        if (remaining == null || allowance.isSpent() || allowance.remaining() < Long.parseLong(remaining)) {
            response.setHeader(LIMIT, Integer.toString(allowance.limit()));
            response.setHeader(REMAINING, Long.toString(allowance.remaining()));
            response.setHeader(RESET, Long.toString(allowance.resetSeconds()));
        }
        if (allowance.isSpent()) {
            throw ProblemException.of(CommonProblem.TOO_MANY_REQUESTS, allowance.retrySeconds())
                    .withHeader("Retry-After", Long.toString(allowance.retrySeconds()));
        }
    }

    /** Whoever has one IPv6 address has the other 2^64 of its network too. */
    private static String client(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        InetAddress parsed = IpAddress.parse(address);
        return parsed instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                : address;
    }
}
