package org.stoa.billing.provider;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.rest.ProblemException;

/**
 * A bank transfer: the payer is told where to pay to and what to name, and somebody enters the payment when it has come
 * in. Nobody else is asked.
 */
@Component(service = PaymentProvider.class)
public final class ManualProvider implements PaymentProvider {
    static final String ID = "manual";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean needsCredentials() {
        return false;
    }

    @Override
    public boolean takesMoney(Credentials credentials) {
        return false;
    }

    @Override
    public ProviderPayment create(Credentials credentials, PaymentOrder order) {
        return pending(order.key());
    }

    @Override
    public Optional<ProviderPayment> find(Credentials credentials, PaymentOrder order) {
        return Optional.of(pending(order.key()));
    }

    @Override
    public ProviderPayment status(Credentials credentials, String reference) {
        return pending(reference);
    }

    @Override
    public ProviderPayment cancel(Credentials credentials, String reference) {
        return new ProviderPayment(reference, ProviderPayment.Status.CANCELED, null, null, null);
    }

    @Override
    public ProviderRefund refund(Credentials credentials, RefundOrder order) {
        return new ProviderRefund(order.key(), ProviderRefund.Status.SUCCEEDED, order.amount());
    }

    @Override
    public Optional<ProviderRefund> findRefund(Credentials credentials, RefundOrder order) {
        return Optional.of(refund(credentials, order));
    }

    @Override
    public ProviderEvent parse(Credentials credentials, String body, String signature) {
        throw ProblemException.of(ProviderProblem.WEBHOOK_NOT_SIGNED);
    }

    private static ProviderPayment pending(String reference) {
        return new ProviderPayment(reference, ProviderPayment.Status.PENDING, null, null, null);
    }
}
