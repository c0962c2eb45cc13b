package org.stoa.billing.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Stripe sends by itself, and how it signs, as far as its documentation tells. */
public final class StripeMessages {
    private static final String SIGNATURE = "HmacSHA256";

    private StripeMessages() {}

    /**
     * An event with an id of its own.
     *
     * @param object JSON of what it is about
     */
    public static String event(String type, String object, Instant created) {
        return """
                {"id": "evt_%s", "object": "event", "type": "%s", "created": %d, "data": {"object": %s}}"""
                .formatted(UUID.randomUUID(), type, created.getEpochSecond(), object);
    }

    /**
     * The bank of a payer takes money back, or returns it.
     *
     * @param type such as {@code charge.dispute.funds_withdrawn}
     * @param units in the smallest ones of the euro
     */
    public static String dispute(String type, String payment, long units, Instant created) {
        String object =
                """
                {"id": "dp_of_%s", "object": "dispute", "amount": %d, "currency": "eur", "payment_intent": "%s"}"""
                        .formatted(payment, units, payment);
        return event(type, object, created);
    }

    /** The header {@code Stripe-Signature} of what is sent at a time. */
    public static String signature(String body, String secret, Instant sent) {
        String signed = sent.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance(SIGNATURE);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), SIGNATURE));
            byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "t=" + sent.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
