package org.stoa.rest;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A platform with one resource of the core and one module, behind a real HTTP server. */
final class RestFixture implements AutoCloseable {

    static final String AUTH = "Authorization: Bearer ";
    static final String ADMIN = AUTH + Platform.ACME_ADMIN;
    static final String READER = AUTH + Platform.ACME_READER;

    final Platform platform = new Platform();
    final MutableClock clock = new MutableClock();
    final RestApplication application;
    final RestServer server;
    final Http http;

    RestFixture(RestSettings settings, boolean direct) throws Exception {
        application = new RestApplication(platform.collaborators(), settings, clock, Set.of(), () -> true, direct);
        application.publishCore(
                "org.stoa.test", getClass().getClassLoader(), List.of(new ThingResource(), new TenantTierResource()));
        application.publishModule(
                "org.stoa.stall",
                new StallModule("stall"),
                "1.0.0",
                getClass().getClassLoader(),
                List.of(new StallResource("first")));
        platform.set(Platform.ACME, "stall", org.stoa.api.module.ModuleRegistry.Availability.ENABLED);
        settle();
        server = RestServer.start(application);
        http = new Http(server);
    }

    /** Without limits of rates, which the few tests about them set themselves. */
    static RestSettings settings() {
        return RestSettings.defaults().withRates(0, 0, 0);
    }

    void settle() throws InterruptedException {
        if (!application.settle(Duration.ofSeconds(30))) {
            throw new AssertionError("nothing was published in time");
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        application.close();
    }
}
