package org.stoa.billing.provider;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

interface PaymentMethodMapper {
    /** A row of {@code billing.payment_method_setup}, with what its provider calls the customer. */
    record SetupRow(
            UUID id,
            UUID customerId,
            String provider,
            boolean automatic,
            MethodSetup.Status state,
            String externalReference,
            String failure,
            int looks,
            String payer) {
        PaymentMethodSetup setup(String clientSecret) {
            return new PaymentMethodSetup(id, customerId, provider, state, failure, clientSecret);
        }
    }

    @Select(
            """
            SELECT reference FROM billing.provider_customer
            WHERE customer_id = #{customerId} AND provider = #{provider}""")
    String payer(@Param("customerId") UUID customerId, @Param("provider") String provider);

    @Insert(
            """
            INSERT INTO billing.provider_customer (tenant_id, customer_id, provider, reference, created_at)
            VALUES (#{tenantId}, #{customerId}, #{provider}, #{reference}, #{now})
            ON CONFLICT DO NOTHING""")
    void insertPayer(
            @Param("tenantId") UUID tenantId,
            @Param("customerId") UUID customerId,
            @Param("provider") String provider,
            @Param("reference") String reference,
            @Param("now") Instant now);

    @Insert(
            """
            INSERT INTO billing.payment_method_setup (
                tenant_id, id, customer_id, provider, automatic, state, external_reference, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{customerId}, #{provider}, #{automatic}, 'PENDING', #{reference}, #{now}, #{now})""")
    void insertSetup(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("customerId") UUID customerId,
            @Param("provider") String provider,
            @Param("automatic") boolean automatic,
            @Param("reference") String reference,
            @Param("now") Instant now);

    @Select(
            """
            SELECT s.id, s.customer_id, s.provider, s.automatic, s.state, s.external_reference, s.failure, s.looks,
                c.reference AS payer
            FROM billing.payment_method_setup s
            LEFT JOIN billing.provider_customer c
                ON c.tenant_id = s.tenant_id AND c.customer_id = s.customer_id AND c.provider = s.provider
            WHERE s.id = #{id}""")
    SetupRow setup(UUID id);

    /** Says what became of it, once: 0 when that was known before. */
    @Update(
            """
            UPDATE billing.payment_method_setup
            SET state = #{answer.status}, failure = #{answer.failure}, updated_at = #{now}
            WHERE id = #{id} AND state = 'PENDING'""")
    int answered(@Param("id") UUID id, @Param("answer") MethodSetup answer, @Param("now") Instant now);

    /**
     * Nothing that the customer began to leave before counts any more; waits for who is just saying what became of it.
     *
     * @param before the setup that has succeeded; null for all
     */
    @Update(
            """
            UPDATE billing.payment_method_setup SET state = 'CANCELED', updated_at = #{now}
            WHERE customer_id = #{customerId} AND state = 'PENDING' AND (#{before}::uuid IS NULL OR id < #{before})""")
    int cancelSetups(@Param("customerId") UUID customerId, @Param("before") UUID before, @Param("now") Instant now);

    @Update("UPDATE billing.payment_method_setup SET looks = looks + 1 WHERE id = #{id}")
    void looked(UUID id);

    /** Nothing that any customer began to leave with a provider counts any more. */
    @Update(
            """
            UPDATE billing.payment_method_setup SET state = 'CANCELED', updated_at = #{now}
            WHERE provider = #{provider} AND state = 'PENDING'""")
    int cancelAllSetups(@Param("provider") String provider, @Param("now") Instant now);

    @Delete("DELETE FROM billing.payment_method WHERE provider = #{provider}")
    int deleteAll(String provider);

    @Delete("DELETE FROM billing.provider_customer WHERE provider = #{provider}")
    int deletePayers(String provider);

    @Select(
            """
            SELECT customer_id, provider, external_reference AS payment_method, label, automatic, updated_at
            FROM billing.payment_method WHERE customer_id = #{customerId}""")
    PaymentMethod find(UUID customerId);

    @Insert(
            """
            INSERT INTO billing.payment_method (
                tenant_id, customer_id, provider, payer, external_reference, label, automatic, updated_at)
            VALUES (
                #{tenantId}, #{setup.customerId}, #{setup.provider}, #{setup.payer}, #{answer.method}, #{answer.label},
                #{setup.automatic}, #{now})
            ON CONFLICT (tenant_id, customer_id) DO UPDATE
            SET provider = EXCLUDED.provider, payer = EXCLUDED.payer, external_reference = EXCLUDED.external_reference,
                label = EXCLUDED.label, automatic = EXCLUDED.automatic, updated_at = EXCLUDED.updated_at""")
    void put(
            @Param("tenantId") UUID tenantId,
            @Param("setup") SetupRow setup,
            @Param("answer") MethodSetup answer,
            @Param("now") Instant now);

    @Update(
            """
            UPDATE billing.payment_method SET automatic = #{automatic}, updated_at = #{now}
            WHERE customer_id = #{customerId}""")
    int setAutomatic(
            @Param("customerId") UUID customerId, @Param("automatic") boolean automatic, @Param("now") Instant now);

    @Delete("DELETE FROM billing.payment_method WHERE customer_id = #{customerId}")
    int delete(UUID customerId);

    /**
     * What an unpaid invoice is charged to; null when it is not to be charged by itself: its customer has left nothing, or
     * wants to be asked (unless the agreement says otherwise), or it is for a sale to somebody who was no user, or for a reminder of
     * such a sale.
     */
    @Select(
            """
            SELECT m.customer_id, m.provider, m.external_reference AS payment_method, m.label, m.automatic, m.updated_at
            FROM billing.invoice i
            JOIN billing.payment_method m ON m.tenant_id = i.tenant_id AND m.customer_id = i.customer_id
            LEFT JOIN billing.agreement a ON a.tenant_id = i.tenant_id AND a.id = i.agreement_id
            WHERE i.id = #{invoiceId} AND i.kind = 'INVOICE' AND i.status IN ('ISSUED', 'PARTIALLY_PAID')
            AND coalesce(a.collect, m.automatic) AND NOT EXISTS (
                SELECT FROM billing.invoice o
                JOIN billing.sale s ON s.tenant_id = o.tenant_id AND s.id = o.sale_id
                WHERE o.tenant_id = i.tenant_id AND o.id IN (i.id, i.dunned_invoice_id)
                AND s.client_user_id IS NULL)""")
    PaymentMethod collecting(UUID invoiceId);
}
