package org.stoa.subscription.subscription;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.data.Json;
import org.stoa.api.value.Money;
import org.stoa.subscription.Documents;
import org.stoa.subscription.rules.DueCharge;

/** A row of {@code subscription.charge}. */
record ChargeRow(
        UUID tenantId,
        UUID id,
        UUID subscriptionId,
        DueCharge.Kind kind,
        LocalDate dueOn,
        int sequence,
        LocalDate chargedOn,
        String currency,
        BigDecimal total,
        Json lines,
        boolean test,
        BigDecimal settledAmount,
        Instant settledAt,
        Instant handedOverAt,
        Instant createdAt) {

    private static final TypeReference<List<ChargeLine>> LINES = new TypeReference<>() {};

    Charge charge() {
        return new Charge(
                id, subscriptionId, kind, dueOn, chargedOn, chargeLines(), money(total), test, settledAt, createdAt);
    }

    List<ChargeLine> chargeLines() {
        return Documents.read(lines, LINES);
    }

    Money money(BigDecimal amount) {
        return new Money(amount, Money.currencyOf(currency));
    }
}
