package org.stoa.billing.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SetupIntentRetrieveParams;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.rest.ProblemException;
import org.stoa.billing.provider.Credentials;
import org.stoa.billing.provider.MethodSetup;
import org.stoa.billing.provider.PaymentOrder;
import org.stoa.billing.provider.PaymentProvider;
import org.stoa.billing.provider.ProviderEvent;
import org.stoa.billing.provider.ProviderException;
import org.stoa.billing.provider.ProviderException.Outcome;
import org.stoa.billing.provider.ProviderPayment;
import org.stoa.billing.provider.ProviderProblem;
import org.stoa.billing.provider.ProviderRefund;
import org.stoa.billing.provider.RefundOrder;

/**
 * Payment intents of Stripe. The library's own retries are off: whatever is not answered is recorded as unknown and asked for
 * again, so that it survives the end of this process.
 */
@Component(service = PaymentProvider.class, configurationPid = "org.stoa.billing")
public final class StripeProvider implements PaymentProvider {
    static final String ATTEMPT = "stoa_attempt";
    static final String INVOICE = "stoa_invoice";
    static final String REFUND = "stoa_refund";
    static final String CUSTOMER = "stoa_customer";

    /** Of secret and of restricted keys (docs.stripe.com/keys). */
    private static final List<String> TEST_KEYS = List.of("sk_test_", "rk_test_");

    private static final int BAD_REQUEST = 400;
    private static final long REFUNDS_PER_PAGE = 100;
    private static final int CONNECT_MILLIS = 5_000;
    private static final long TOLERANCE_SECONDS = 300;

    private final String base;
    private final int timeoutMillis;

    /** Configuration of the module, PID {@code org.stoa.billing}. */
    public @interface Settings {
        /** Where Stripe answers; property {@code stripe.api.base}. */
        String stripe_api_base() default "https://api.stripe.com";

        /** How long an answer may take; property {@code stripe.timeout.millis}. */
        int stripe_timeout_millis() default 20_000;
    }

    @Activate
    public StripeProvider(Settings settings) {
        this(settings.stripe_api_base(), settings.stripe_timeout_millis());
    }

    /**
     * @param base where Stripe answers
     * @param timeoutMillis how long an answer may take
     */
    public StripeProvider(String base, int timeoutMillis) {
        this.base = base;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public String id() {
        return "stripe";
    }

    @Override
    public boolean needsCredentials() {
        return true;
    }

    @Override
    public boolean takesMoney(Credentials credentials) {
        return TEST_KEYS.stream().noneMatch(credentials.apiKey()::startsWith);
    }

    @Override
    public ProviderPayment create(Credentials credentials, PaymentOrder order) {
        PaymentIntentCreateParams.Builder intent = PaymentIntentCreateParams.builder()
                .setAmount(StripeAmounts.toUnits(order.amount()))
                .setCurrency(order.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .setDescription(order.invoiceNumber())
                .putMetadata(ATTEMPT, order.attempt().toString())
                .putMetadata(INVOICE, order.invoice().toString());
        if (order.paymentMethod() == null) {
            intent.setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                    .setEnabled(true)
                    .build());
        } else {
            intent.setPaymentMethod(order.paymentMethod()).setConfirm(true).setOffSession(true);
        }
        if (order.payer() != null) {
            intent.setCustomer(order.payer());
        }
        try {
            return payment(client(credentials).v1().paymentIntents().create(intent.build(), key(order.key())));
        } catch (StripeException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<ProviderPayment> find(Credentials credentials, PaymentOrder order) {
        PaymentIntentSearchParams search = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + ATTEMPT + "']:'" + order.attempt() + "'")
                .build();
        try {
            return client(credentials).v1().paymentIntents().search(search).getData().stream()
                    .map(StripeProvider::payment)
                    .findFirst();
        } catch (StripeException e) {
            throw unanswered(e);
        }
    }

    @Override
    public ProviderPayment status(Credentials credentials, String reference) {
        try {
            return payment(client(credentials).v1().paymentIntents().retrieve(reference));
        } catch (StripeException e) {
            throw unanswered(e);
        }
    }

    @Override
    public boolean savesMethods() {
        return true;
    }

    @Override
    public String createPayer(Credentials credentials, UUID customer, String name, String email) {
        CustomerCreateParams params = CustomerCreateParams.builder()
                .setName(name)
                .setEmail(email)
                .putMetadata(CUSTOMER, customer.toString())
                .build();
        try {
            return client(credentials)
                    .v1()
                    .customers()
                    .create(params, key("stoa-customer-" + customer + "-" + Objects.hash(name, email)))
                    .getId();
        } catch (StripeException e) {
            throw failure(e);
        }
    }

    @Override
    public MethodSetup beginSetup(Credentials credentials, String payer, UUID setup) {
        SetupIntentCreateParams params = SetupIntentCreateParams.builder()
                .setCustomer(payer)
                .setUsage(SetupIntentCreateParams.Usage.OFF_SESSION)
                .setAutomaticPaymentMethods(SetupIntentCreateParams.AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .build())
                .build();
        try {
            return setup(client(credentials).v1().setupIntents().create(params, key("stoa-setup-" + setup)));
        } catch (StripeException e) {
            throw failure(e);
        }
    }

    @Override
    public MethodSetup setup(Credentials credentials, String reference) {
        SetupIntentRetrieveParams params =
                SetupIntentRetrieveParams.builder().addExpand("payment_method").build();
        try {
            return setup(client(credentials).v1().setupIntents().retrieve(reference, params));
        } catch (StripeException e) {
            throw unanswered(e);
        }
    }

    private static MethodSetup setup(SetupIntent intent) {
        MethodSetup.Status status =
                switch (intent.getStatus()) {
                    case "succeeded" -> MethodSetup.Status.SUCCEEDED;
                    case "canceled" -> MethodSetup.Status.CANCELED;
                    default -> MethodSetup.Status.PENDING;
                };
        StripeError error = intent.getLastSetupError();
        return new MethodSetup(
                intent.getId(),
                status,
                intent.getPaymentMethod(),
                label(intent.getPaymentMethodObject()),
                error == null ? null : error.getMessage(),
                intent.getClientSecret());
    }

    private static String label(PaymentMethod method) {
        if (method == null || method.getCard() == null) {
            return method == null ? null : method.getType();
        }
        PaymentMethod.Card card = method.getCard();
        return card.getBrand() + " " + card.getLast4() + ", " + card.getExpMonth() + "/" + card.getExpYear();
    }

    @Override
    public ProviderPayment cancel(Credentials credentials, String reference) {
        try {
            return payment(
                    client(credentials).v1().paymentIntents().cancel(reference, key("stoa-cancel-" + reference)));
        } catch (StripeException e) {
            throw failure(e);
        }
    }

    @Override
    public ProviderRefund refund(Credentials credentials, RefundOrder order) {
        RefundCreateParams refund = RefundCreateParams.builder()
                .setPaymentIntent(order.paymentReference())
                .setAmount(StripeAmounts.toUnits(order.amount()))
                .putMetadata(ATTEMPT, order.attempt().toString())
                .putMetadata(REFUND, order.refund().toString())
                .build();
        try {
            return refund(client(credentials).v1().refunds().create(refund, key(order.key())));
        } catch (StripeException e) {
            throw failure(e);
        }
    }

    /** A refund of the same amount without a mark may be what somebody did by hand because ours seemed not to be made. */
    @Override
    public Optional<ProviderRefund> findRefund(Credentials credentials, RefundOrder order) {
        RefundListParams list = RefundListParams.builder()
                .setPaymentIntent(order.paymentReference())
                .setLimit(REFUNDS_PER_PAGE)
                .build();
        long units = StripeAmounts.toUnits(order.amount());
        boolean unmarked = false;
        try {
            for (Refund refund : client(credentials).v1().refunds().list(list).autoPagingIterable()) {
                String mark = refund.getMetadata() == null
                        ? null
                        : refund.getMetadata().get(REFUND);
                if (order.refund().toString().equals(mark)) {
                    return Optional.of(refund(refund));
                }
                unmarked |= mark == null && refund.getAmount() == units;
            }
        } catch (StripeException e) {
            throw unanswered(e);
        }
        if (unmarked) {
            throw new ProviderException(
                    Outcome.UNKNOWN, "Stripe has a refund of " + order.amount() + " that does not say what for", null);
        }
        return Optional.empty();
    }

    @Override
    public ProviderEvent parse(Credentials credentials, String body, String signature) {
        try {
            Webhook.Signature.verifyHeader(
                    body, signature == null ? "" : signature, credentials.webhookSecret(), TOLERANCE_SECONDS);
            return StripeEvents.parse(body);
        } catch (SignatureVerificationException e) {
            throw ProblemException.of(ProviderProblem.WEBHOOK_NOT_SIGNED);
        }
    }

    private StripeClient client(Credentials credentials) {
        return StripeClient.builder()
                .setApiKey(credentials.apiKey())
                .setApiBase(base)
                .setMaxNetworkRetries(0)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(timeoutMillis)
                .build();
    }

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static ProviderPayment payment(PaymentIntent intent) {
        ProviderPayment.Status status =
                switch (intent.getStatus()) {
                    case "succeeded" -> ProviderPayment.Status.SUCCEEDED;
                    case "canceled" -> ProviderPayment.Status.CANCELED;
                    default -> ProviderPayment.Status.PENDING;
                };
        StripeError error = intent.getLastPaymentError();
        boolean paid = status == ProviderPayment.Status.SUCCEEDED;
        return new ProviderPayment(
                intent.getId(),
                status,
                paid ? StripeAmounts.toMoney(intent.getAmountReceived(), intent.getCurrency()) : null,
                error == null ? null : error.getMessage(),
                intent.getClientSecret());
    }

    private static ProviderRefund refund(Refund refund) {
        ProviderRefund.Status status = StripeEvents.refundStatus(refund.getStatus());
        return new ProviderRefund(
                refund.getId(), status, StripeAmounts.toMoney(refund.getAmount(), refund.getCurrency()));
    }

    /**
     * Only about the card or the request itself does Stripe say no for good. Wrong or restricted keys (401, 403), accounts
     * that are not there (404), too many requests and Stripe's own trouble say nothing of what was asked for before.
     */
    private static ProviderException failure(StripeException e) {
        boolean declined =
                e instanceof CardException || e instanceof InvalidRequestException && e.getStatusCode() == BAD_REQUEST;
        String said = e.getStripeError() == null ? null : e.getStripeError().getMessage();
        return declined && said != null ? new ProviderException(Outcome.DECLINED, said, e) : unanswered(e);
    }

    /** Whatever Stripe says to a question, it is not about a payment that has failed. */
    private static ProviderException unanswered(StripeException e) {
        String message = e.getClass().getSimpleName() + (e.getStatusCode() == null ? "" : " " + e.getStatusCode());
        return new ProviderException(Outcome.UNKNOWN, message, e);
    }
}
