package org.stoa.billing.provider;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.api.value.Money;

interface AttemptMapper {
    String ATTEMPT =
            """
            SELECT a.id, a.invoice_id, a.number, a.provider, a.currency, a.amount, a.payment_method, a.payer, a.state,
                a.external_reference, a.failure, a.tries, a.recorded_at, a.created_at, a.updated_at,
                i.number AS invoice_number, i.customer_id
            FROM billing.payment_attempt a
            JOIN billing.invoice i ON i.tenant_id = a.tenant_id AND i.id = a.invoice_id
            """;

    String REFUND =
            """
            SELECT r.id, r.attempt_id, r.amount, r.state, r.external_reference, r.failure, r.tries, r.recorded_at,
                a.provider, a.currency, a.external_reference AS payment_reference, a.invoice_id, i.customer_id
            FROM billing.refund_attempt r
            JOIN billing.payment_attempt a ON a.tenant_id = r.tenant_id AND a.id = r.attempt_id
            JOIN billing.invoice i ON i.tenant_id = a.tenant_id AND i.id = a.invoice_id
            """;

    /** What is still to be paid. */
    record Claim(UUID id, String kind, String status, boolean test, String currency, BigDecimal balance) {
        boolean isOpen() {
            return kind.equals("INVOICE") && (status.equals("ISSUED") || status.equals("PARTIALLY_PAID"));
        }

        /** What a test clock has made is no reason to take somebody's money. */
        boolean allows(PaymentProvider provider, Credentials credentials) {
            return !test || !provider.takesMoney(credentials);
        }
    }

    /** Nobody else begins a payment of the invoice, or books one, until the end of the transaction. */
    @Select(
            """
            SELECT id, kind, status, test, currency, gross - settled AS balance
            FROM billing.invoice WHERE id = #{invoiceId} FOR UPDATE""")
    Claim lockClaim(UUID invoiceId);

    @Select(ATTEMPT + "WHERE a.id = #{id}")
    PaymentAttempt.Row find(UUID id);

    @Select("SELECT id FROM billing.payment_attempt WHERE id = #{id} FOR UPDATE")
    UUID lock(UUID id);

    @Select("SELECT id FROM billing.payment_attempt WHERE provider = #{provider} AND external_reference = #{reference}")
    UUID byReference(@Param("provider") String provider, @Param("reference") String reference);

    @Select(
            ATTEMPT
                    + """
            WHERE (#{page.after}::uuid IS NULL OR a.id < #{page.after})
            AND (#{invoiceId}::uuid IS NULL OR a.invoice_id = #{invoiceId})
            ORDER BY a.id DESC
            LIMIT #{page.fetch}""")
    List<PaymentAttempt.Row> list(@Param("invoiceId") UUID invoiceId, @Param("page") PageRequest page);

    /** What is under way, or was paid and is not booked yet: of those that charge by themselves at most one. */
    @Select(
            ATTEMPT
                    + """
            WHERE a.invoice_id = #{invoiceId}
            AND (a.state IN ('UNRESOLVED', 'PENDING', 'DOUBTFUL')
                OR (a.state = 'SUCCEEDED' AND NOT EXISTS (
                    SELECT FROM billing.payment p
                    WHERE p.provider = a.provider AND p.external_reference = a.external_reference)))
            AND (a.provider = 'manual') = #{manual}
            ORDER BY a.id LIMIT 1""")
    PaymentAttempt.Row underWay(@Param("invoiceId") UUID invoiceId, @Param("manual") boolean manual);

    /**
     * What the customer has left with the provider is charged in its name there.
     *
     * @param round of collecting the invoice, or null
     * @return 0 when this round has made its attempt before
     */
    @Insert(
            """
            INSERT INTO billing.payment_attempt (
                tenant_id, id, invoice_id, number, provider, currency, amount, payment_method, payer, collection_round,
                state, recorded_at, created_at, updated_at)
            SELECT #{tenantId}, #{id}, #{fields.invoiceId}, coalesce(max(number), 0) + 1, #{fields.provider},
                #{amount.currency.currencyCode}, #{amount.amount}, #{fields.paymentMethod},
                (SELECT m.payer FROM billing.payment_method m
                 JOIN billing.invoice i ON i.tenant_id = m.tenant_id AND i.customer_id = m.customer_id
                 WHERE i.id = #{fields.invoiceId} AND m.provider = #{fields.provider}
                 AND m.external_reference = #{fields.paymentMethod}),
                #{round}, 'UNRESOLVED', #{recordedAt}, #{now}, #{now}
            FROM billing.payment_attempt WHERE invoice_id = #{fields.invoiceId}
            ON CONFLICT (tenant_id, invoice_id, collection_round) DO NOTHING""")
    int insert(
            UUID tenantId, UUID id, AttemptFields fields, Money amount, Integer round, Instant recordedAt, Instant now);

    @Select(
            """
            SELECT EXISTS (
                SELECT FROM billing.payment_attempt WHERE invoice_id = #{invoiceId} AND state = 'SUCCEEDED')""")
    boolean wasPaid(UUID invoiceId);

    @Select("SELECT collection_round FROM billing.payment_attempt WHERE id = #{id}")
    Integer roundOf(UUID id);

    /** The provider has named it. */
    @Update(
            """
            UPDATE billing.payment_attempt
            SET external_reference = coalesce(external_reference, #{reference}),
                state = CASE WHEN state IN ('UNRESOLVED', 'DOUBTFUL') THEN 'PENDING' ELSE state END, updated_at = #{now}
            WHERE id = #{id}""")
    void named(@Param("id") UUID id, @Param("reference") String reference, @Param("now") Instant now);

    /** Says what became of what is unresolved, unless that has changed; 0 then. */
    @Update(
            """
            UPDATE billing.payment_attempt SET state = #{state}, failure = #{failure}, updated_at = #{now}
            WHERE id = #{id} AND state = 'UNRESOLVED'""")
    int end(
            @Param("id") UUID id,
            @Param("state") AttemptState state,
            @Param("failure") String failure,
            @Param("now") Instant now);

    @Update("UPDATE billing.payment_attempt SET tries = tries + 1 WHERE id = #{id}")
    void tried(UUID id);

    @Update(
            """
            UPDATE billing.payment_attempt SET state = #{state}, failure = #{failure}, updated_at = #{now}
            WHERE id = #{id} AND (state, coalesce(failure, '')) <> (#{state}, coalesce(#{failure}, ''))""")
    void setState(
            @Param("id") UUID id,
            @Param("state") AttemptState state,
            @Param("failure") String failure,
            @Param("now") Instant now);

    @Select(REFUND + "WHERE r.id = #{id}")
    RefundAttempt.Row findRefund(UUID id);

    @Select(REFUND + "WHERE r.attempt_id = #{attemptId} ORDER BY r.id")
    List<RefundAttempt.Row> refunds(UUID attemptId);

    @Select(
            """
            SELECT EXISTS (
                SELECT FROM billing.refund_attempt WHERE external_reference = #{reference} AND id <> #{id})""")
    boolean isOfAnotherRefund(@Param("id") UUID id, @Param("reference") String reference);

    /** What is left of a payment when all refunds that are under way are made. */
    @Select(
            """
            SELECT p.amount - p.refunded - p.reversed - coalesce((
                SELECT sum(r.amount) FROM billing.refund_attempt r
                WHERE r.attempt_id = #{attemptId} AND r.state IN ('UNRESOLVED', 'PENDING', 'DOUBTFUL')), 0)
            FROM billing.payment p WHERE p.provider = #{provider} AND p.external_reference = #{reference}""")
    BigDecimal refundable(
            @Param("attemptId") UUID attemptId,
            @Param("provider") String provider,
            @Param("reference") String reference);

    @Insert(
            """
            INSERT INTO billing.refund_attempt (
                tenant_id, id, attempt_id, amount, state, recorded_at, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{attemptId}, #{amount.amount}, 'UNRESOLVED', #{recordedAt}, #{now}, #{now})""")
    void insertRefund(UUID tenantId, UUID id, UUID attemptId, Money amount, Instant recordedAt, Instant now);

    @Update(
            """
            UPDATE billing.refund_attempt
            SET state = #{state}, external_reference = coalesce(external_reference, #{reference}), failure = NULL,
                updated_at = #{now}
            WHERE id = #{id}""")
    void setRefund(
            @Param("id") UUID id,
            @Param("state") AttemptState state,
            @Param("reference") String reference,
            @Param("now") Instant now);

    /** Ends a refund that nothing is known of, unless that has changed; 0 then. */
    @Update(
            """
            UPDATE billing.refund_attempt SET state = #{state}, failure = #{failure}, updated_at = #{now}
            WHERE id = #{id} AND state = 'UNRESOLVED'""")
    int endRefund(
            @Param("id") UUID id,
            @Param("state") AttemptState state,
            @Param("failure") String failure,
            @Param("now") Instant now);

    @Update(
            """
            UPDATE billing.refund_attempt SET state = #{state}, updated_at = #{now}
            WHERE attempt_id = #{attemptId} AND external_reference = #{reference} AND state <> #{state}""")
    void setRefundState(
            @Param("attemptId") UUID attemptId,
            @Param("reference") String reference,
            @Param("state") AttemptState state,
            @Param("now") Instant now);

    /** A refund that nothing is known of yet was tried in vain; 0 when that has changed. */
    @Update(
            """
            UPDATE billing.refund_attempt SET tries = tries + 1, failure = #{failure}, updated_at = #{now}
            WHERE id = #{id} AND state = 'UNRESOLVED'""")
    int triedRefund(@Param("id") UUID id, @Param("failure") String failure, @Param("now") Instant now);

    /** Keeps a thing that was said, once: 0 when it was kept before. */
    @Insert(
            """
            INSERT INTO billing.provider_event (
                tenant_id, provider, id, type, fact, attempt_id, payment_reference, subject, amount, currency, detail,
                happened_at, received_at, body)
            VALUES (
                #{tenantId}, #{provider}, #{event.id}, #{event.type}, #{event.fact}, #{event.attempt},
                #{event.paymentReference}, #{event.subject}, #{event.amount}, #{event.currency}, #{event.detail},
                #{event.happenedAt}, #{now}, #{event.body})
            ON CONFLICT DO NOTHING""")
    int keep(UUID tenantId, String provider, ProviderEvent event, Instant now);

    /** Forgets some of what came in before, word for word; what others are about to forget is left to them. */
    @Update(
            """
            UPDATE billing.provider_event e SET body = NULL
            FROM (
                SELECT provider, id FROM billing.provider_event
                WHERE body IS NOT NULL AND received_at < #{before}
                ORDER BY received_at LIMIT #{most} FOR UPDATE SKIP LOCKED) old
            WHERE e.provider = old.provider AND e.id = old.id""")
    int forgetBodies(@Param("before") Instant before, @Param("most") int most);

    @Select(
            """
            SELECT id, type, fact, attempt_id AS attempt, payment_reference, subject, amount, currency, detail, happened_at,
                NULL::text AS body
            FROM billing.provider_event
            WHERE provider = #{provider} AND payment_reference = #{reference}
            ORDER BY id""")
    List<ProviderEvent> events(@Param("provider") String provider, @Param("reference") String reference);
}
