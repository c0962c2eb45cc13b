package org.stoa.billing.provider.stripe;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.UUID;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.provider.ProviderEvent;
import org.stoa.billing.provider.ProviderEvent.Fact;
import org.stoa.billing.provider.ProviderRefund;

/**
 * Reads events of Stripe as plain JSON: a tenant's endpoint may be pinned to another version of Stripe's API than the
 * library is, and the few members that matter here are in all of them.
 */
final class StripeEvents {
    private StripeEvents() {}

    /** @throws ProblemException 400 {@code invalid-request} for what is no event */
    static ProviderEvent parse(String body) {
        try {
            JsonObject event = JsonParser.parseString(body).getAsJsonObject();
            JsonObject object = event.getAsJsonObject("data").getAsJsonObject("object");
            String type = text(event, "type");
            String kind = text(object, "object");
            Fact fact = fact(type, object, kind);
            Money money = money(object, kind);
            return new ProviderEvent(
                    event.get("id").getAsString(),
                    type,
                    fact,
                    attempt(object),
                    "payment_intent".equals(kind) ? text(object, "id") : text(object, "payment_intent"),
                    "payment_intent".equals(kind) ? null : text(object, "id"),
                    money == null ? null : money.amount(),
                    money == null ? null : money.currency().getCurrencyCode(),
                    detail(object),
                    Instant.ofEpochSecond(event.get("created").getAsLong()),
                    body);
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException
                | IllegalArgumentException e) {
            throw ProblemException.invalid("body", "is not an event of Stripe");
        }
    }

    private static Fact fact(String type, JsonObject object, String kind) {
        return switch (type) {
            case "payment_intent.succeeded" -> Fact.PAYMENT_SUCCEEDED;
            case "payment_intent.canceled" -> Fact.PAYMENT_CANCELED;
            case "payment_intent.payment_failed" -> Fact.PAYMENT_FAILED;
            case "payment_intent.created", "payment_intent.processing", "payment_intent.requires_action" ->
                Fact.PAYMENT_PENDING;
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                "refund".equals(kind) ? refundFact(text(object, "status")) : Fact.OTHER;
            case "charge.dispute.funds_withdrawn" -> Fact.REVERSED;
            case "charge.dispute.funds_reinstated" -> Fact.REVERSAL_UNDONE;
            default -> Fact.OTHER;
        };
    }

    private static Fact refundFact(String status) {
        return switch (refundStatus(status)) {
            case SUCCEEDED -> Fact.REFUND_SUCCEEDED;
            case FAILED -> Fact.REFUND_FAILED;
            case PENDING -> Fact.REFUND_PENDING;
        };
    }

    static ProviderRefund.Status refundStatus(String status) {
        return switch (status == null ? "" : status) {
            case "succeeded" -> ProviderRefund.Status.SUCCEEDED;
            case "failed", "canceled" -> ProviderRefund.Status.FAILED;
            default -> ProviderRefund.Status.PENDING;
        };
    }

    private static Money money(JsonObject object, String kind) {
        String member = "payment_intent".equals(kind) && object.has("amount_received") ? "amount_received" : "amount";
        String currency = text(object, "currency");
        JsonElement amount = object.get(member);
        return amount == null || amount.isJsonNull() || currency == null
                ? null
                : StripeAmounts.toMoney(amount.getAsLong(), currency);
    }

    /** Only of what we have asked for: whatever else goes through the account of the tenant carries no such mark. */
    private static UUID attempt(JsonObject object) {
        JsonElement metadata = object.get("metadata");
        String id = metadata == null || !metadata.isJsonObject()
                ? null
                : text(metadata.getAsJsonObject(), StripeProvider.ATTEMPT);
        return id == null || !id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? null : UUID.fromString(id);
    }

    private static String detail(JsonObject object) {
        JsonElement error = object.get("last_payment_error");
        return error != null && error.isJsonObject()
                ? text(error.getAsJsonObject(), "message")
                : text(object, "failure_reason");
    }

    private static String text(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value == null || !value.isJsonPrimitive() ? null : value.getAsString();
    }
}
