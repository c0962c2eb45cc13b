package org.stoa.marketplace.engagement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.marketplace.Amounts;
import org.stoa.marketplace.engagement.Engagement.AppointmentState;
import org.stoa.marketplace.engagement.Engagement.SaleState;
import org.stoa.marketplace.engagement.Engagement.Status;

public interface EngagementMapper {
    String COLUMNS =
            """
             id, listing_id, application_id, offer_id, owner_user_id, applicant_user_id, provider_user_id,
            client_user_id, title, price, currency, quantity, starts_at, ends_at, timezone, location, status, appointment,
            booking_id, appointment_note, sale, invoice_id, invoice_number, completed_at, cancelled_at, cancelled_by,
            cancel_reason, version, created_at, updated_at
            """;

    /** A row of {@code marketplace.engagement}. */
    record Row(
            UUID id,
            UUID listingId,
            UUID applicationId,
            UUID offerId,
            UUID ownerUserId,
            UUID applicantUserId,
            UUID providerUserId,
            UUID clientUserId,
            String title,
            BigDecimal price,
            String currency,
            BigDecimal quantity,
            Instant startsAt,
            Instant endsAt,
            String timezone,
            String location,
            Status status,
            AppointmentState appointment,
            UUID bookingId,
            String appointmentNote,
            SaleState sale,
            UUID invoiceId,
            String invoiceNumber,
            Instant completedAt,
            Instant cancelledAt,
            UUID cancelledBy,
            String cancelReason,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        public Engagement engagement() {
            return new Engagement(
                    id,
                    listingId,
                    applicationId,
                    offerId,
                    ownerUserId,
                    applicantUserId,
                    providerUserId,
                    clientUserId,
                    title,
                    Amounts.money(price, currency),
                    Amounts.plain(quantity),
                    startsAt,
                    endsAt,
                    timezone,
                    location,
                    status,
                    appointment,
                    bookingId,
                    appointmentNote,
                    sale,
                    invoiceId,
                    invoiceNumber,
                    completedAt,
                    cancelledAt,
                    cancelledBy,
                    cancelReason,
                    version,
                    createdAt,
                    updatedAt);
        }
    }

    /** Those of one user, or (null) of all. */
    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM marketplace.engagement
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            AND (#{userId}::uuid IS NULL OR owner_user_id = #{userId} OR applicant_user_id = #{userId})
            AND (#{listingId}::uuid IS NULL OR listing_id = #{listingId})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("userId") UUID userId, @Param("listingId") UUID listingId, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM marketplace.engagement WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM marketplace.engagement WHERE id = #{id} FOR NO KEY UPDATE")
    Row findAndLock(UUID id);

    @Insert(
            """
            INSERT INTO marketplace.engagement (
                tenant_id, id, listing_id, application_id, offer_id, owner_user_id, applicant_user_id, provider_user_id,
                client_user_id, title, price, currency, quantity, starts_at, ends_at, timezone, location, status,
                appointment, sale, version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{e.id}, #{e.listingId}, #{e.applicationId}, #{e.offerId}, #{e.ownerUserId},
                #{e.applicantUserId}, #{e.providerUserId}, #{e.clientUserId}, #{e.title}, #{e.price.amount},
                #{e.price.currency.currencyCode}, #{e.quantity}, #{e.start}, #{e.end}, #{e.timezone}, #{e.location},
                #{e.status}, #{e.appointment}, #{e.sale}, 1, #{e.createdAt}, #{e.updatedAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("e") Engagement engagement);

    @Update(
            """
            UPDATE marketplace.engagement
            SET status = 'COMPLETED', sale = CASE WHEN price > 0 THEN 'MADE' ELSE sale END, completed_at = #{now},
                version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND status = 'ACTIVE'""")
    int complete(UUID id, Instant now);

    @Update(
            """
            UPDATE marketplace.engagement
            SET status = 'CANCELLED', cancelled_at = #{now}, cancelled_by = #{by}, cancel_reason = #{reason},
                appointment = CASE WHEN appointment IN ('AGREED', 'BOOKED') THEN 'WITHDRAWN' ELSE appointment END,
                version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND status = 'ACTIVE'""")
    int cancel(UUID id, UUID by, String reason, Instant now);

    /** Events may come twice and in any order: what comes last in the life of a booking stays. */
    @Update(
            """
            UPDATE marketplace.engagement
            SET appointment = CASE WHEN appointment = 'AGREED' THEN 'BOOKED' ELSE appointment END,
                booking_id = #{bookingId}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND booking_id IS NULL""")
    int booked(UUID id, UUID bookingId, Instant now);

    @Update(
            """
            UPDATE marketplace.engagement
            SET appointment = 'REFUSED', appointment_note = #{reason}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND appointment = 'AGREED'""")
    int refused(UUID id, String reason, Instant now);

    @Update(
            """
            UPDATE marketplace.engagement
            SET appointment = #{outcome}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND appointment IN ('AGREED', 'BOOKED')""")
    int ended(UUID id, AppointmentState outcome, Instant now);

    @Update(
            """
            UPDATE marketplace.engagement
            SET sale = CASE WHEN sale = 'MADE' THEN 'INVOICED' ELSE sale END, invoice_id = #{invoiceId},
                invoice_number = #{number}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND invoice_id IS NULL""")
    int invoiced(UUID id, UUID invoiceId, String number, Instant now);

    /** Does nothing for news that is older than what is known. */
    @Update(
            """
            UPDATE marketplace.engagement
            SET sale = #{state}, settled_at = #{at}, version = version + 1, updated_at = #{now}
            WHERE id = #{id} AND sale <> 'NONE' AND (settled_at IS NULL OR settled_at < #{at})""")
    int settled(UUID id, SaleState state, Instant at, Instant now);
}
