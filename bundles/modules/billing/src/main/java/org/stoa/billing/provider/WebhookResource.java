package org.stoa.billing.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;
import org.stoa.api.tenant.TenantClock;

/**
 * {@code /api/v1/billing/webhooks}: where providers report. An event is kept before it is answered and booked after that;
 * one that means nothing to us is kept as well, so that the provider does not send it for ever.
 */
@RestResource
@Component(service = WebhookResource.class)
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WebhookResource {
    private static final String STRIPE = "stripe";
    private static final Duration BODIES_KEPT = Duration.ofDays(90);
    /** More than one comes in at a time, so that all go in the end. */
    private static final int FORGOTTEN_AT_ONCE = 20;

    private final Database database;
    private final TenantClock clock;
    private final ProviderAccounts accounts;

    @Activate
    public WebhookResource(
            @Reference Database database, @Reference TenantClock clock, @Reference ProviderAccounts accounts) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
    }

    /** The token in the path says that the sender was told this address, the signature that it is Stripe. */
    @POST
    @Path("stripe/{tenant}/{token}")
    @Public
    public Map<String, Boolean> stripe(
            @Context CallContext context,
            @PathParam("token") String token,
            @HeaderParam("Stripe-Signature") String signature,
            byte[] body) {
        Credentials credentials = accounts.byToken(context, STRIPE, token);
        ProviderEvent event = accounts.provider(STRIPE).parse(credentials, text(body), signature);
        Instant now = clock.now(context);
        database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            boolean isNew = mapper.keep(context.requireTenant(), STRIPE, event, now) > 0;
            if (isNew && event.fact() != ProviderEvent.Fact.OTHER && event.paymentReference() != null) {
                transaction.publish(new ProviderReported(STRIPE, event.paymentReference()));
            }
            mapper.forgetBodies(now.minus(BODIES_KEPT), FORGOTTEN_AT_ONCE);
            return isNew;
        });
        return Map.of("received", true);
    }

    /** The signature is one of the text as it was sent. */
    private static String text(byte[] body) {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
