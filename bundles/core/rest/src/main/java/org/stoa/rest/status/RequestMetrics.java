package org.stoa.rest.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.publish.Operation;

/**
 * Times requests by method, route and status: the route with its parameters in braces, so that the number of series does
 * not grow with tenants or ids.
 */
public final class RequestMetrics {

    private static final String NAME = "http.server.requests";
    private static final String UNMATCHED = "unmatched";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a request that is over. */
    public void record(ApiCall call, long nanos) {
        Operation operation = call.operation();
        int status = call.response().getStatus();
        if (operation == null) {
            String method = METHODS.contains(call.method()) ? call.method() : "OTHER";
            timer(method, UNMATCHED, status).record(nanos, TimeUnit.NANOSECONDS);
            return;
        }
        Timer timer = operation.timer(status);
        if (timer == null) {
            timer = timer(operation.httpMethod(), operation.route(), status);
            operation.keepTimer(status, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String method, String route, int status) {
        return Timer.builder(NAME)
                .description("Requests by route and status")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry);
    }
}
