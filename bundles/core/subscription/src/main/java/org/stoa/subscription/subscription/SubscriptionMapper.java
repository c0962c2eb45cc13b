package org.stoa.subscription.subscription;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** Subscriptions of one tenant. */
interface SubscriptionMapper {

    /** The one that has not ended, or null. */
    @Select("SELECT * FROM subscription.subscription WHERE tenant_id = #{tenantId} AND ended_on IS NULL")
    SubscriptionRow current(UUID tenantId);

    @Select("SELECT * FROM subscription.subscription WHERE tenant_id = #{tenantId} AND id = #{id}")
    SubscriptionRow find(UUID tenantId, UUID id);

    /** The one that is running, or else the last. */
    @Select(
            """
            SELECT * FROM subscription.subscription WHERE tenant_id = #{tenantId}
            ORDER BY (ended_on IS NULL) DESC, id DESC LIMIT 1
            """)
    SubscriptionRow last(UUID tenantId);

    @Select("SELECT EXISTS (SELECT FROM subscription.subscription WHERE tenant_id = #{tenantId})")
    boolean hadAny(UUID tenantId);

    @Select(
            """
            SELECT * FROM subscription.subscription
            WHERE tenant_id = #{tenantId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<SubscriptionRow> page(UUID tenantId, PageRequest page);

    @Insert(
            """
            INSERT INTO subscription.subscription (tenant_id, id, plan_code, plan_version, billing_interval, seats, status,
                auto_renew, cancelled, started_on, trial_end, anchor, period_number, metered_from, metered_since, counted, next_plan_code,
                next_plan_version, next_interval, next_seats, move_version, move_from, changes, seen_on,
                ended_on, end_reason, doubt, doubt_detail, due_on, revision, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{planCode}, #{planVersion}, #{billingInterval}, #{seats}, #{status},
                #{autoRenew}, #{cancelled}, #{startedOn}, #{trialEnd}, #{anchor}, #{periodNumber}, #{meteredFrom}, #{meteredSince}, #{counted},
                #{nextPlanCode}, #{nextPlanVersion}, #{nextInterval}, #{nextSeats}, #{moveVersion}, #{moveFrom},
                #{changes}, #{seenOn}, #{endedOn}, #{endReason}, #{doubt}, #{doubtDetail}, #{dueOn},
                #{revision}, #{createdAt}, #{updatedAt})
            ON CONFLICT (tenant_id) WHERE ended_on IS NULL DO NOTHING
            """)
    int insert(SubscriptionRow row);

    /** Only if nobody else has changed it: {@code revision} is the one that was read. */
    @Update(
            """
            UPDATE subscription.subscription SET plan_code = #{row.planCode}, plan_version = #{row.planVersion},
                billing_interval = #{row.billingInterval}, seats = #{row.seats}, status = #{row.status},
                auto_renew = #{row.autoRenew}, cancelled = #{row.cancelled}, trial_end = #{row.trialEnd},
                anchor = #{row.anchor}, period_number = #{row.periodNumber}, metered_from = #{row.meteredFrom},
                metered_since = #{row.meteredSince}, counted = #{row.counted},
                next_plan_code = #{row.nextPlanCode}, next_plan_version = #{row.nextPlanVersion},
                next_interval = #{row.nextInterval}, next_seats = #{row.nextSeats}, move_version = #{row.moveVersion},
                move_from = #{row.moveFrom}, changes = #{row.changes},
                seen_on = #{row.seenOn}, ended_on = #{row.endedOn}, end_reason = #{row.endReason},
                doubt = #{row.doubt}, doubt_detail = #{row.doubtDetail}, due_on = #{row.dueOn},
                revision = revision + 1, updated_at = #{row.updatedAt}
            WHERE tenant_id = #{row.tenantId} AND id = #{row.id} AND revision = #{revision}
            """)
    int update(SubscriptionRow row, long revision);

    /**
     * The first day on which there was an invoice over a charge that has to be paid and is not, or null. A charge that
     * nobody has invoiced cannot be paid.
     *
     * @param zone IANA name of that of the tenant
     */
    @Select(
            """
            SELECT min(greatest(c.charged_on, (i.created_at AT TIME ZONE #{zone})::date))
            FROM subscription.charge c
            JOIN subscription.charge_invoice i ON i.tenant_id = c.tenant_id AND i.charge_id = c.id
            WHERE c.tenant_id = #{tenantId} AND c.subscription_id = #{subscriptionId} AND c.settled_at IS NULL
            AND c.total > 0
            """)
    LocalDate unpaidSince(UUID tenantId, UUID subscriptionId, String zone);

    @Insert(
            """
            INSERT INTO subscription.charge (tenant_id, id, subscription_id, kind, due_on, sequence, charged_on, currency,
                total, lines, test, settled_amount, settled_at, handed_over_at, created_at)
            VALUES (#{tenantId}, #{id}, #{subscriptionId}, #{kind}, #{dueOn}, #{sequence}, #{chargedOn}, #{currency},
                #{total}, #{lines}, #{test}, #{settledAmount}, #{settledAt}, #{handedOverAt}, #{createdAt})
            """)
    int insertCharge(ChargeRow row);

    @Select(
            """
            SELECT * FROM subscription.charge
            WHERE tenant_id = #{tenantId} AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<ChargeRow> charges(UUID tenantId, PageRequest page);

    @Select("SELECT * FROM subscription.charge WHERE tenant_id = #{tenantId} AND id = #{id}")
    ChargeRow charge(UUID tenantId, UUID id);

    @Update(
            """
            UPDATE subscription.charge SET settled_amount = #{amount}, settled_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND settled_at IS NULL
            """)
    int settle(UUID tenantId, UUID id, BigDecimal amount, Instant now);

    /** Whoever reckons with what was unpaid before has to do so anew. */
    @Update(
            """
            UPDATE subscription.subscription SET revision = revision + 1
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int overtake(UUID tenantId, UUID id);

    /** Once only. */
    @Update(
            """
            UPDATE subscription.charge SET handed_over_at = #{now}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND handed_over_at IS NULL
            """)
    int handOver(UUID tenantId, UUID id, Instant now);

    /** Locks the row until the end of the transaction. */
    @Select("SELECT * FROM subscription.subscription WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE")
    SubscriptionRow lock(UUID tenantId, UUID id);
}
