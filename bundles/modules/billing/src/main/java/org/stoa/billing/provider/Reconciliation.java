package org.stoa.billing.provider;

import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.billing.payment.Payments;
import org.stoa.billing.payment.RefundFields;

/**
 * Brings attempts and the ledger to what is known of a payment in all. May be done again at any time: what is booked is
 * booked once by what the provider calls it.
 */
@Component(service = Reconciliation.class)
public final class Reconciliation {
    private final Database database;
    private final TenantClock clock;
    private final Payments payments;
    private final Parking parking;

    /** @param attempt null when nobody here has begun the payment */
    private record Known(PaymentFacts facts, PaymentAttempt.Row attempt) {}

    @Activate
    public Reconciliation(
            @Reference Database database,
            @Reference TenantClock clock,
            @Reference Payments payments,
            @Reference Parking parking) {
        this.database = database;
        this.clock = clock;
        this.payments = payments;
        this.parking = parking;
    }

    /** @param reference what the provider calls the payment */
    void reconcile(CallContext context, String provider, String reference) {
        Instant now = clock.now(context);
        CallContext own = context.withIdempotencyKey(null);
        Known known = database.write(own, AttemptMapper.class, (mapper, transaction) -> {
            UUID id = mapper.byReference(provider, reference);
            // the events are read under the lock of the attempt, so that who comes later sees all that those before saw
            PaymentFacts told = PaymentFacts.of(mapper.events(provider, reference));
            UUID attempt = id == null ? told.attempt() : id;
            if (attempt == null || mapper.lock(attempt) == null) {
                return new Known(told, null);
            }
            PaymentFacts facts = PaymentFacts.of(mapper.events(provider, reference));
            PaymentAttempt.Row before = mapper.find(attempt);
            AttemptState after = facts.stateOf(before);
            boolean stays = after == AttemptState.FAILED && facts.failure() == null;
            mapper.named(attempt, reference, now);
            mapper.setState(attempt, after, stays ? before.failure() : facts.failure(), now);
            facts.refundStates().forEach((refund, state) -> mapper.setRefundState(attempt, refund, state, now));
            return new Known(facts, mapper.find(attempt));
        });
        if (known.attempt() != null || known.facts().attempt() != null) {
            book(own, provider, reference, known, now);
        }
    }

    private void book(CallContext context, String provider, String reference, Known known, Instant now) {
        PaymentFacts facts = known.facts();
        UUID invoice = known.attempt() == null ? null : known.attempt().invoiceId();
        for (Money amount : facts.received()) {
            payments.record(
                    context,
                    new PaymentFields(
                            null,
                            invoice,
                            amount,
                            provider,
                            reference,
                            known.attempt() == null ? null : known.attempt().invoiceNumber(),
                            notLater(facts.receivedAt(), now)));
        }
        if (facts.received().isEmpty()) {
            return;
        }
        facts.refunds()
                .forEach((id, event) ->
                        payments.recordRefund(context, reference, refund(provider, id, event, event.detail(), now)));
        facts.reversals().forEach((id, event) -> reverse(context, provider, reference, facts, id, event, now));
        facts.doubts()
                .forEach((subject, words) -> parking.park(
                        context,
                        new Doubt(
                                ParkingReason.OTHER,
                                known.attempt() == null ? null : known.attempt().customerId(),
                                provider + " " + subject,
                                words,
                                null,
                                invoice,
                                null)));
    }

    /**
     * The ledger's reversal takes all that is left of a payment, whatever that is by then. A dispute about a part of it is
     * booked by its own amount instead, so that it comes to the same before and after a refund.
     */
    private void reverse(
            CallContext context,
            String provider,
            String reference,
            PaymentFacts facts,
            String id,
            ProviderEvent event,
            Instant now) {
        RefundFields fields = refund(provider, id, event, "Chargeback " + id, now);
        if (facts.received().contains(event.money())) {
            payments.recordReversal(context, reference, fields);
        } else {
            payments.recordRefund(context, reference, fields);
        }
    }

    private static RefundFields refund(String provider, String id, ProviderEvent event, String reason, Instant now) {
        return new RefundFields(event.money(), provider, id, reason, notLater(event.happenedAt(), now));
    }

    /** A tenant with a test clock may live before what a provider reports. */
    private static Instant notLater(Instant moment, Instant now) {
        return moment == null || moment.isAfter(now) ? now : moment;
    }
}
