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

public interface OfferMapper {
    String COLUMNS =
            """
             id, application_id, side, user_id, status, price, currency, quantity, starts_at, ends_at, timezone, message,
            expires_at, created_at, updated_at
            """;

    /** A row of {@code marketplace.offer}. */
    record Row(
            UUID id,
            UUID applicationId,
            Side side,
            UUID userId,
            OfferStatus status,
            BigDecimal price,
            String currency,
            BigDecimal quantity,
            Instant startsAt,
            Instant endsAt,
            String timezone,
            String message,
            Instant expiresAt,
            Instant createdAt,
            Instant updatedAt) {

        Offer offer() {
            return new Offer(
                    id,
                    applicationId,
                    side,
                    userId,
                    status,
                    Amounts.money(price, currency),
                    Amounts.plain(quantity),
                    startsAt,
                    endsAt,
                    timezone,
                    message,
                    expiresAt,
                    createdAt,
                    updatedAt);
        }
    }

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM marketplace.offer
            WHERE application_id = #{applicationId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("applicationId") UUID applicationId, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM marketplace.offer WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM marketplace.offer WHERE application_id = #{applicationId} AND status = 'OPEN'")
    Row findOpen(UUID applicationId);

    @Insert(
            """
            INSERT INTO marketplace.offer (
                tenant_id, id, application_id, side, user_id, status, price, currency, quantity, starts_at, ends_at,
                timezone, message, expires_at, created_at, updated_at)
            VALUES (
                #{tenantId}, #{o.id}, #{o.applicationId}, #{o.side}, #{o.userId}, #{o.status}, #{o.price.amount},
                #{o.price.currency.currencyCode}, #{o.quantity}, #{o.start}, #{o.end}, #{o.timezone}, #{o.message},
                #{o.expiresAt}, #{o.createdAt}, #{o.updatedAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("o") Offer offer);

    /** Accepts an open offer of the other side; returns 0 for any other, so that it happens once. */
    @Update(
            """
            UPDATE marketplace.offer SET status = 'ACCEPTED', updated_at = #{now}
            WHERE id = #{id} AND status = 'OPEN' AND side <> #{side}
            AND (expires_at IS NULL OR expires_at > #{now})""")
    int accept(UUID id, Side side, Instant now);

    /** Returns 0 for one that has ended otherwise by now. */
    @Update("UPDATE marketplace.offer SET status = #{to}, updated_at = #{now} WHERE id = #{id} AND status = 'OPEN'")
    int end(UUID id, OfferStatus to, Instant now);

    @Update(
            """
            UPDATE marketplace.offer SET status = 'EXPIRED', updated_at = #{now}
            WHERE id = #{id} AND status = 'OPEN' AND expires_at <= #{now}""")
    int expire(UUID id, Instant now);
}
