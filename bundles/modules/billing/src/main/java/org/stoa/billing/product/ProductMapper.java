package org.stoa.billing.product;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.billing.currency.UnitPrice;

public interface ProductMapper {
    String COLUMNS = "id, code, name, unit, tax_rate_id, active, version, created_at, updated_at ";

    /** A row of {@code billing.product}. */
    record Row(
            UUID id,
            String code,
            String name,
            String unit,
            UUID taxRateId,
            boolean active,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /** A row of {@code billing.product_price}. */
    record PriceRow(UUID productId, String currency, BigDecimal amount) {}

    /** A row of {@code billing.product_name}. */
    record NameRow(UUID productId, String language, String name) {}

    @Select(
            "SELECT " + COLUMNS
                    + """
            FROM billing.product
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<Row> list(@Param("page") PageRequest page);

    /** Those with these ids; they are not deleted before the end of the transaction. */
    @Select("SELECT " + COLUMNS
            + "FROM billing.product WHERE id = ANY (#{ids, javaType = java.util.List}) FOR KEY SHARE")
    List<Row> findAndKeep(@Param("ids") List<UUID> ids);

    @Select("SELECT " + COLUMNS + "FROM billing.product WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM billing.product WHERE id = #{id} FOR UPDATE")
    Row findAndLock(UUID id);

    @Select(
            """
            SELECT product_id, currency, amount FROM billing.product_price
            WHERE product_id = ANY (#{ids, javaType = java.util.List}) ORDER BY product_id, currency""")
    List<PriceRow> prices(@Param("ids") List<UUID> ids);

    @Select(
            """
            SELECT product_id, language, name FROM billing.product_name
            WHERE product_id = ANY (#{ids, javaType = java.util.List}) ORDER BY product_id, language""")
    List<NameRow> names(@Param("ids") List<UUID> ids);

    @Insert(
            """
            INSERT INTO billing.product (
                tenant_id, id, code, name, unit, tax_rate_id, active, version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{product.id}, #{product.code}, #{product.name}, #{product.unit}, #{product.taxRateId},
                #{product.active}, #{product.version}, #{product.createdAt}, #{product.updatedAt})""")
    void insert(@Param("tenantId") UUID tenantId, @Param("product") Product product);

    @Update(
            """
            UPDATE billing.product
            SET code = #{code}, name = #{name}, unit = #{unit}, tax_rate_id = #{taxRateId}, active = #{active},
                version = #{version}, updated_at = #{updatedAt}
            WHERE id = #{id}""")
    void update(Product product);

    @Delete("DELETE FROM billing.product_price WHERE product_id = #{id}")
    void deletePrices(UUID id);

    @Delete("DELETE FROM billing.product_name WHERE product_id = #{id}")
    void deleteNames(UUID id);

    @Insert(
            """
            <script>
            INSERT INTO billing.product_price (tenant_id, product_id, currency, amount)
            VALUES
            <foreach collection="prices" item="price" separator=",">
                (#{tenantId}, #{id}, #{price.currency.currencyCode}, #{price.amount})
            </foreach>
            </script>""")
    void insertPrices(@Param("tenantId") UUID tenantId, @Param("id") UUID id, @Param("prices") List<UnitPrice> prices);

    @Insert(
            """
            <script>
            INSERT INTO billing.product_name (tenant_id, product_id, language, name)
            VALUES
            <foreach collection="names" item="name" separator=",">
                (#{tenantId}, #{id}, #{name.language}, #{name.name})
            </foreach>
            </script>""")
    void insertNames(@Param("tenantId") UUID tenantId, @Param("id") UUID id, @Param("names") List<Translation> names);

    @Select(
            """
            SELECT EXISTS (SELECT FROM billing.invoice_item WHERE product_id = #{id})
                OR EXISTS (SELECT FROM billing.agreement_item WHERE product_id = #{id})""")
    boolean isUsed(UUID id);

    @Delete("DELETE FROM billing.product WHERE id = #{id}")
    void delete(UUID id);
}
