package org.stoa.billing.currency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

public interface ExchangeRateMapper {
    String COLUMNS = "source, base_currency AS base, quote_currency AS quote, valid_on, rate";

    @Insert(
            """
            <script>
            INSERT INTO billing.exchange_rate (
                tenant_id, source, base_currency, quote_currency, valid_on, rate, updated_at)
            VALUES
            <foreach collection="rates" item="rate" separator=",">
                (#{tenantId}, #{rate.source}, #{rate.base}, #{rate.quote}, #{rate.validOn}, #{rate.rate}, #{now})
            </foreach>
            ON CONFLICT (tenant_id, base_currency, quote_currency, valid_on, source)
            DO UPDATE SET rate = EXCLUDED.rate, updated_at = EXCLUDED.updated_at
            </script>""")
    void put(@Param("tenantId") UUID tenantId, @Param("rates") List<ExchangeRate> rates, @Param("now") Instant now);

    @Select(
            "SELECT " + COLUMNS
                    + """

            FROM billing.exchange_rate
            WHERE valid_on BETWEEN #{from} AND #{to}
            AND (#{base}::text IS NULL OR base_currency = #{base})
            AND (#{quote}::text IS NULL OR quote_currency = #{quote})
            ORDER BY valid_on DESC, base_currency, quote_currency, source
            LIMIT #{limit}""")
    List<ExchangeRate> list(
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("base") String base,
            @Param("quote") String quote,
            @Param("limit") int limit);

    /** The latest of those days, in either direction; the direct one first, then by source. */
    @Select(
            "SELECT " + COLUMNS
                    + """

            FROM billing.exchange_rate
            WHERE ((base_currency = #{base} AND quote_currency = #{quote})
                OR (base_currency = #{quote} AND quote_currency = #{base}))
            AND valid_on BETWEEN #{from} AND #{to}
            AND (#{source}::text IS NULL OR source = #{source})
            ORDER BY valid_on DESC, base_currency <> #{base}, source
            LIMIT 1""")
    ExchangeRate latest(
            @Param("base") String base,
            @Param("quote") String quote,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("source") String source);
}
