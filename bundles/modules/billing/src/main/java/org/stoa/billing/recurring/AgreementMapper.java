package org.stoa.billing.recurring;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.data.PageRequest;
import org.stoa.billing.tax.TaxCategory;

interface AgreementMapper {
    String COLUMNS =
            """
            id, customer_id, name, currency, interval, starts_on, ends_on, anchor_day, in_advance, auto_issue, collect,
            status, next_run, problem, version, created_at, updated_at
            """;

    /** A row of {@code billing.agreement}. */
    record Row(
            UUID id,
            UUID customerId,
            String name,
            String currency,
            BillingInterval interval,
            LocalDate startsOn,
            LocalDate endsOn,
            Integer anchorDay,
            boolean inAdvance,
            boolean autoIssue,
            Boolean collect,
            Agreement.Status status,
            int nextRun,
            String problem,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** A row of {@code billing.agreement_item}. */
    record ItemRow(
            UUID agreementId,
            UUID productId,
            String description,
            BigDecimal quantity,
            String metric,
            String unit,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            UUID taxRateId,
            BigDecimal taxRate,
            TaxCategory taxCategory,
            Boolean taxInclusive,
            String exemptionReason) {}

    /** How much of a metric. */
    record UsageRow(String metric, BigDecimal quantity) {}

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.agreement
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("customerId") UUID customerId, @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.agreement WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM billing.agreement WHERE id = #{id} FOR UPDATE")
    Row lock(UUID id);

    /** Running agreements of a customer. */
    @Select("SELECT " + COLUMNS + "FROM billing.agreement WHERE customer_id = #{customerId} AND status = 'ACTIVE'")
    List<Row> active(UUID customerId);

    /** Drafts of a customer that were to be issued by themselves. */
    @Select(
            """
            SELECT i.agreement_id, i.id AS invoice_id FROM billing.invoice i
            JOIN billing.agreement a ON a.tenant_id = i.tenant_id AND a.id = i.agreement_id
            WHERE i.customer_id = #{customerId} AND i.status = 'DRAFT' AND a.auto_issue
            ORDER BY i.id""")
    List<RecurringDraftMade> waitingDrafts(UUID customerId);

    @Select(
            """
            SELECT agreement_id, product_id, description, quantity, metric, unit, unit_price, discount_percent,
                tax_rate_id, tax_rate, tax_category, tax_inclusive, exemption_reason
            FROM billing.agreement_item
            WHERE agreement_id = ANY (#{ids, javaType = java.util.List})
            ORDER BY agreement_id, position""")
    List<ItemRow> items(@Param("ids") List<UUID> ids);

    @Insert(
            """
            INSERT INTO billing.agreement (
                tenant_id, id, customer_id, name, currency, interval, starts_on, ends_on, anchor_day, in_advance,
                auto_issue, collect, status, next_run, version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{id}, #{fields.customerId}, #{fields.name}, #{fields.currency}, #{fields.interval},
                #{fields.startsOn}, #{fields.endsOn}, #{fields.anchorDay}, #{fields.inAdvance}, #{fields.autoIssue},
                #{fields.collect}, 'ACTIVE', 0, 1, #{now}, #{now})""")
    void insert(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("fields") AgreementFields fields,
            @Param("now") Instant now);

    @Update(
            """
            UPDATE billing.agreement
            SET customer_id = #{fields.customerId}, name = #{fields.name}, currency = #{fields.currency},
                interval = #{fields.interval}, starts_on = #{fields.startsOn}, ends_on = #{fields.endsOn},
                anchor_day = #{fields.anchorDay}, in_advance = #{fields.inAdvance}, auto_issue = #{fields.autoIssue},
                collect = #{fields.collect}, version = version + 1, updated_at = #{now}
            WHERE id = #{id}""")
    void update(@Param("id") UUID id, @Param("fields") AgreementFields fields, @Param("now") Instant now);

    @Delete("DELETE FROM billing.agreement_item WHERE agreement_id = #{id}")
    void deleteItems(UUID id);

    @Insert(
            """
            <script>
            INSERT INTO billing.agreement_item (
                tenant_id, agreement_id, position, product_id, description, quantity, metric, unit, unit_price,
                discount_percent, tax_rate_id, tax_rate, tax_category, tax_inclusive, exemption_reason)
            VALUES
            <foreach collection="items" item="item" index="index" separator=",">
                (#{tenantId}, #{id}, #{index}, #{item.productId}, #{item.description}, #{item.quantity}, #{item.metric},
                 #{item.unit}, #{item.unitPrice.amount}, #{item.discountPercent}, #{item.taxRateId}, #{item.taxRate},
                 #{item.taxCategory}, #{item.taxInclusive}, #{item.exemptionReason})
            </foreach>
            </script>""")
    void insertItems(@Param("tenantId") UUID tenantId, @Param("id") UUID id, @Param("items") List<AgreementItem> items);

    @Update(
            """
            UPDATE billing.agreement SET next_run = #{nextRun}, status = #{status}, problem = NULL
            WHERE id = #{id}""")
    void advance(@Param("id") UUID id, @Param("nextRun") int nextRun, @Param("status") Agreement.Status status);

    @Update("UPDATE billing.agreement SET problem = #{problem} WHERE id = #{id}")
    void note(@Param("id") UUID id, @Param("problem") String problem);

    @Delete("DELETE FROM billing.agreement WHERE id = #{id}")
    void delete(UUID id);

    /** @return how many were not known before */
    @Insert(
            """
            <script>
            INSERT INTO billing.usage_report (tenant_id, agreement_id, id, metric, quantity, used_on, reported_at)
            VALUES
            <foreach collection="reports" item="report" separator=",">
                (#{tenantId}, #{agreementId}, #{report.id}, #{report.metric}, #{report.quantity}, #{report.usedOn}, #{now})
            </foreach>
            ON CONFLICT (tenant_id, agreement_id, id) DO NOTHING
            </script>""")
    int report(
            @Param("tenantId") UUID tenantId,
            @Param("agreementId") UUID agreementId,
            @Param("reports") List<UsageReport> reports,
            @Param("now") Instant now);

    /** What is not invoiced yet. */
    @Select(
            """
            SELECT metric, sum(quantity) AS quantity FROM billing.usage_report
            WHERE agreement_id = #{agreementId} AND billed_in IS NULL AND used_on < #{until}
            GROUP BY metric""")
    List<UsageRow> unbilled(@Param("agreementId") UUID agreementId, @Param("until") LocalDate until);

    /** Takes what is not invoiced yet for a run, report by report; what is reported meanwhile waits for the next. */
    @Select(
            affectData = true,
            value =
                    """
                    UPDATE billing.usage_report SET billed_in = #{run}
                    WHERE agreement_id = #{agreementId} AND billed_in IS NULL AND used_on < #{until}
                    AND metric = ANY (#{metrics, javaType = java.util.List})
                    RETURNING metric, quantity""")
    List<UsageRow> take(
            @Param("agreementId") UUID agreementId,
            @Param("until") LocalDate until,
            @Param("metrics") List<String> metrics,
            @Param("run") int run);
}
