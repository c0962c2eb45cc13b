package org.stoa.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

/** Resource of a module. */
@Path("goods")
public final class StallResource {

    /** Counts down when {@link #slow} is running; it goes on when {@link #released} is counted down. */
    final CountDownLatch running = new CountDownLatch(1);

    final CountDownLatch released = new CountDownLatch(1);
    private final String version;

    /** What is for sale. */
    public record Goods(String version) {}

    StallResource(String version) {
        this.version = version;
    }

    @GET
    @RequiresPermission("tenant.stall.read")
    public Goods list() {
        return new Goods(version);
    }

    @GET
    @Path("slow")
    @RequiresPermission("tenant.stall.read")
    public Goods slow() throws InterruptedException {
        running.countDown();
        if (!released.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("never released");
        }
        return new Goods(version);
    }

    @GET
    @Path("window")
    @Public
    public ThingResource.Seen window(@Context CallContext context) {
        return ThingResource.seenBy(context);
    }
}
