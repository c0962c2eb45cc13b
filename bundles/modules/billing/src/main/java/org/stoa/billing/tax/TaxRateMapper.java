package org.stoa.billing.tax;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

public interface TaxRateMapper {
    String COLUMNS =
            """
            id, name, percent, country, category, exemption_reason, inclusive, valid_from, valid_to,
            version, created_at, updated_at
            """;

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.tax_rate
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<TaxRate> list(@Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.tax_rate WHERE id = #{id}")
    TaxRate find(UUID id);

    /** Those with these ids; they are not deleted before the end of the transaction. */
    @Select("SELECT " + COLUMNS
            + "FROM billing.tax_rate WHERE id = ANY (#{ids, javaType = java.util.List}) FOR KEY SHARE")
    List<TaxRate> findAll(@Param("ids") List<UUID> ids);

    @Insert(
            """
            INSERT INTO billing.tax_rate (
                tenant_id, id, name, percent, country, category, exemption_reason, inclusive, valid_from, valid_to,
                version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{rate.id}, #{rate.name}, #{rate.percent}, #{rate.country}, #{rate.category},
                #{rate.exemptionReason}, #{rate.inclusive}, #{rate.validFrom}, #{rate.validTo},
                #{rate.version}, #{rate.createdAt}, #{rate.updatedAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("rate") TaxRate rate);

    /** Changes nothing and returns 0 when the stored version is not the one before {@code rate}. */
    @Update(
            """
            UPDATE billing.tax_rate
            SET name = #{name}, percent = #{percent}, country = #{country}, category = #{category},
                exemption_reason = #{exemptionReason}, inclusive = #{inclusive}, valid_from = #{validFrom},
                valid_to = #{validTo}, version = #{version}, updated_at = #{updatedAt}
            WHERE id = #{id} AND version = #{version} - 1""")
    int update(TaxRate rate);

    @Select(
            """
            SELECT EXISTS (SELECT FROM billing.invoice_item WHERE tax_rate_id = #{id})
                OR EXISTS (SELECT FROM billing.product WHERE tax_rate_id = #{id})
                OR EXISTS (SELECT FROM billing.agreement_item WHERE tax_rate_id = #{id})
                OR EXISTS (SELECT FROM billing.setting WHERE tax_rate_id = #{id})""")
    boolean isUsed(UUID id);

    @Delete("DELETE FROM billing.tax_rate WHERE id = #{id}")
    void delete(UUID id);
}
