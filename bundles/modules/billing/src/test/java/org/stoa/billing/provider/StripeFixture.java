package org.stoa.billing.provider;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.security.CallContext;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.document.Stationery;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.provider.stripe.StripeProvider;
import org.stoa.testkit.MutableClock;

/** Billing with a Stripe of its own. */
final class StripeFixture implements AutoCloseable {
    static final String SECRET = "whsec_of_the_tests";
    static final int PATIENCE_MILLIS = 400;

    final BillingFixture billing = new BillingFixture();
    /** What Stripe goes by; the tenants go by {@code billing.clock}. */
    final MutableClock realClock = MutableClock.at("2026-03-15T10:00:00Z");

    private final KeyLife keys = new KeyLife(realClock);
    final FakeStripe stripe = new FakeStripe();
    final FakeSecrets secrets = new FakeSecrets();
    final ProviderAccounts accounts = new ProviderAccounts(
            billing.database,
            billing.tenantClock,
            secrets,
            List.of(new ManualProvider(), new StripeProvider(stripe.base(), PATIENCE_MILLIS)));
    final Parking parking = new Parking(billing.database, billing.tenantClock);
    final Reconciliation reconciliation =
            new Reconciliation(billing.database, billing.tenantClock, billing.payments, parking);
    final Asking asking = new Asking(billing.database, billing.tenantClock, keys, accounts, reconciliation);
    final Attempts attempts = new Attempts(
            billing.database, billing.tenantClock, keys, accounts, asking, new Stationery(billing.database));
    final Refunds refunds = new Refunds(billing.database, billing.tenantClock, keys, accounts, reconciliation);
    final PaymentMethods methods =
            new PaymentMethods(billing.database, billing.tenantClock, accounts, billing.customers);
    final Collection collection = new Collection(billing.database, billing.tenantClock, attempts);
    final WebhookResource webhooks = new WebhookResource(billing.database, billing.tenantClock, accounts);

    /** A tenant that has stated its credentials. */
    CallContext newTenant() {
        CallContext context = billing.newTenant("Europe/Berlin");
        accounts.put(context, "stripe", new Credentials(FakeStripe.KEY, SECRET));
        return context;
    }

    /** Charges at once. */
    PaymentStart charge(CallContext context, Invoice invoice) {
        return attempts.start(context, new AttemptFields(invoice.id(), "stripe", FakeStripe.GOOD_CARD));
    }

    /** Delivers what falls due until so many minutes from now. */
    void pass(int minutes) {
        realClock.advance(Duration.ofMinutes(minutes));
        walk(Duration.ofMinutes(minutes));
    }

    /** The tenants' clock is moved on, and no real time passes. */
    void walk(Duration duration) {
        billing.clock.advance(duration);
        deliver();
    }

    /** The tenants' clock stands still for more than a day, after which Stripe has forgotten the keys. */
    void standStillForADay() {
        realClock.advance(Duration.ofHours(25));
        stripe.forgetKeys();
    }

    void deliver() {
        DomainEventListener<?>[] listeners = {
            new AttemptUnresolvedListener(asking),
            new RefundUnresolvedListener(refunds),
            new ProviderReportedListener(reconciliation),
            new CollectionStarter(collection),
            new CollectionListener(collection),
            new PaymentMethodListener(methods)
        };
        billing.databases.deliverEvents(listeners);
    }

    /** What Stripe sends, signed now. */
    void send(CallContext context, String body) {
        String signature = StripeMessages.signature(body, SECRET, Instant.now());
        webhooks.stripe(context, token(context), signature, bytes(body));
    }

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    String token(CallContext context) {
        String path = accounts.list(context).stream()
                .filter(view -> view.provider().equals("stripe"))
                .findFirst()
                .orElseThrow()
                .webhookPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    List<Payment> payments(CallContext context, Invoice invoice) {
        UUID customer = invoice.customerId();
        return billing.payments.list(context, customer, PageRequest.first()).items();
    }

    Invoice invoice(CallContext context, Invoice invoice) {
        return billing.invoices.get(context, invoice.id());
    }

    @Override
    public void close() {
        stripe.close();
        billing.close();
    }
}
