package org.stoa.rest;

import java.time.Duration;
import java.util.Set;
import org.stoa.rest.call.Networks;

/**
 * Settings of the HTTP interface.
 *
 * @param corsOrigins origins whose pages may call the API; {@code *} for every origin
 * @param bodyLimit largest request body, in bytes, but for files
 * @param uploadLimit largest file that a client may send, in bytes
 * @param clientRate requests a minute from one client address; 0 for no limit
 * @param tenantRate requests a minute of one tenant; 0 for no limit
 * @param publicRate requests a minute from one client address to operations that need no sign-in; 0 for no limit
 * @param tenantRequests how many requests of one tenant are worked on at once; 0 for no limit
 * @param proxies reverse proxies whose {@code X-Forwarded-For} is believed
 * @param metricsNetworks networks, besides the loopback interface, that may read {@code /metrics}
 * @param holdTime how long requests to a module that is being replaced are held
 * @param drainTime how long a module that leaves may finish the requests that run
 */
public record RestSettings(
        Set<String> corsOrigins,
        int bodyLimit,
        int uploadLimit,
        int clientRate,
        int tenantRate,
        int publicRate,
        int tenantRequests,
        Networks proxies,
        Networks metricsNetworks,
        Duration holdTime,
        Duration drainTime) {

    public static final int DEFAULT_BODY_LIMIT = 1024 * 1024;
    public static final int DEFAULT_UPLOAD_LIMIT = 64 * 1024 * 1024;
    public static final int DEFAULT_CLIENT_RATE = 600;
    public static final int DEFAULT_TENANT_RATE = 6000;
    public static final int DEFAULT_PUBLIC_RATE = 60;

    /** Half of the connections that a bundle has to the database. */
    public static final int DEFAULT_TENANT_REQUESTS = 4;

    public static final long DEFAULT_HOLD_MILLIS = 3000;
    public static final long DEFAULT_DRAIN_MILLIS = 5000;

    public RestSettings {
        corsOrigins = Set.copyOf(corsOrigins);
        if (bodyLimit < 1
                || uploadLimit < 1
                || clientRate < 0
                || tenantRate < 0
                || publicRate < 0
                || tenantRequests < 0) {
            throw new IllegalArgumentException(
                    "body.maxBytes and upload.maxBytes must be positive, and neither a rate nor tenant.requests may be negative");
        }
    }

    /** What holds without any configuration. */
    public static RestSettings defaults() {
        return new RestSettings(
                Set.of(),
                DEFAULT_BODY_LIMIT,
                DEFAULT_UPLOAD_LIMIT,
                DEFAULT_CLIENT_RATE,
                DEFAULT_TENANT_RATE,
                DEFAULT_PUBLIC_RATE,
                DEFAULT_TENANT_REQUESTS,
                Networks.none(),
                Networks.none(),
                Duration.ofMillis(DEFAULT_HOLD_MILLIS),
                Duration.ofMillis(DEFAULT_DRAIN_MILLIS));
    }

    /** The same settings with other rates, in requests a minute; 0 for no limit. */
    public RestSettings withRates(int client, int tenant, int open) {
        return new RestSettings(
                corsOrigins,
                bodyLimit,
                uploadLimit,
                client,
                tenant,
                open,
                tenantRequests,
                proxies,
                metricsNetworks,
                holdTime,
                drainTime);
    }

    /** The same settings with another number of requests of one tenant that are worked on at once; 0 for no limit. */
    public RestSettings withTenantRequests(int atOnce) {
        return new RestSettings(
                corsOrigins,
                bodyLimit,
                uploadLimit,
                clientRate,
                tenantRate,
                publicRate,
                atOnce,
                proxies,
                metricsNetworks,
                holdTime,
                drainTime);
    }

    /** The same settings with other origins. */
    public RestSettings withCorsOrigins(Set<String> origins) {
        return new RestSettings(
                origins,
                bodyLimit,
                uploadLimit,
                clientRate,
                tenantRate,
                publicRate,
                tenantRequests,
                proxies,
                metricsNetworks,
                holdTime,
                drainTime);
    }

    /** The same settings with another limit of the body, in bytes. */
    public RestSettings withBodyLimit(int bytes) {
        return new RestSettings(
                corsOrigins,
                bytes,
                uploadLimit,
                clientRate,
                tenantRate,
                publicRate,
                tenantRequests,
                proxies,
                metricsNetworks,
                holdTime,
                drainTime);
    }

    /** The same settings with another limit of files, in bytes. */
    public RestSettings withUploadLimit(int bytes) {
        return new RestSettings(
                corsOrigins,
                bodyLimit,
                bytes,
                clientRate,
                tenantRate,
                publicRate,
                tenantRequests,
                proxies,
                metricsNetworks,
                holdTime,
                drainTime);
    }

    /** The same settings with other proxies and networks of operators. */
    public RestSettings withNetworks(Networks proxyNetworks, Networks operatorNetworks) {
        return new RestSettings(
                corsOrigins,
                bodyLimit,
                uploadLimit,
                clientRate,
                tenantRate,
                publicRate,
                tenantRequests,
                proxyNetworks,
                operatorNetworks,
                holdTime,
                drainTime);
    }

    /** The same settings with other times for replacing a module. */
    public RestSettings withPatience(Duration hold, Duration drain) {
        return new RestSettings(
                corsOrigins,
                bodyLimit,
                uploadLimit,
                clientRate,
                tenantRate,
                publicRate,
                tenantRequests,
                proxies,
                metricsNetworks,
                hold,
                drain);
    }
}
