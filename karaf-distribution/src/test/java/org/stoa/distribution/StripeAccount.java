package org.stoa.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.stoa.billing.provider.FakeStripe;
import org.stoa.billing.provider.StripeMessages;

/**
 * A tenant's account with the Stripe of a test.
 *
 * @param platform where nobody is signed in: Stripe is nobody there
 * @param webhook where Stripe sends to, below {@code /api/v1}
 */
record StripeAccount(Api platform, FakeStripe stripe, String webhook) {

    static final String SECRET = "whsec_of_the_distribution";

    /** Starts a platform of the test's own that asks this Stripe instead of the real one. */
    static StoaProcess ask(FakeStripe stripe, StoaProcess alone) throws IOException {
        Path settings = alone.installation().resolve("etc/org.stoa.billing.cfg");
        Files.writeString(settings, "stripe.api.base = " + stripe.base() + "\n");
        return BilledPlatform.configure(alone).start();
    }

    /** The tenant states its credentials. */
    static StripeAccount open(BilledPlatform platform, Api tenant, FakeStripe stripe) {
        Api.Answer account = tenant.call(
                        "PUT",
                        "/billing/providers/stripe",
                        "{\"apiKey\": \"%s\", \"webhookSecret\": \"%s\"}".formatted(FakeStripe.KEY, SECRET))
                .expect(200);
        return new StripeAccount(platform.stranger(), stripe, Api.relative(account.at("/webhookPath")));
    }

    Api.Answer send(String event, String secret) {
        String signature = StripeMessages.signature(event, secret, Instant.now());
        return platform.post(webhook, event, "Stripe-Signature", signature);
    }

    void send(String event) {
        send(event, SECRET).expect(200);
    }

    /** The payer pays in the browser, and Stripe tells of it. */
    void pay(String payment) {
        String intent = stripe.pay(payment).toString();
        send(StripeMessages.event("payment_intent.succeeded", intent, Instant.now()));
    }

    /**
     * The payer's bank takes money back.
     *
     * @param units cents
     */
    void takeBack(String payment, long units) {
        send(StripeMessages.dispute("charge.dispute.funds_withdrawn", payment, units, Instant.now()));
    }

    /** The payer's bank returns what it took. */
    void giveBack(String payment, long units) {
        send(StripeMessages.dispute("charge.dispute.funds_reinstated", payment, units, Instant.now()));
    }
}
