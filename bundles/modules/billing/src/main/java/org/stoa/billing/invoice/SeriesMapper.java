package org.stoa.billing.invoice;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface SeriesMapper {
    /** A row of {@code billing.number_series}. */
    record Row(Series.Name series, String prefix, boolean yearly, int digits) {
        Series settings() {
            return new Series(prefix, yearly, digits);
        }
    }

    @Select("SELECT series, prefix, yearly, digits FROM billing.number_series")
    List<Row> list();

    @Select("SELECT series, prefix, yearly, digits FROM billing.number_series WHERE series = #{series}")
    Row find(Series.Name series);

    @Insert(
            """
            INSERT INTO billing.number_series (tenant_id, series, prefix, yearly, digits)
            VALUES (#{tenantId}, #{name}, #{series.prefix}, #{series.yearly}, #{series.digits})
            ON CONFLICT (tenant_id, series) DO UPDATE
            SET prefix = EXCLUDED.prefix, yearly = EXCLUDED.yearly, digits = EXCLUDED.digits""")
    void put(@Param("tenantId") UUID tenantId, @Param("name") Series.Name name, @Param("series") Series series);

    /** The next number of a series and year; others wait for theirs until the end of the transaction. */
    @Select(
            value =
                    """
                    INSERT INTO billing.series_counter AS counter (tenant_id, series, year, last_number)
                    VALUES (#{tenantId}, #{series}, #{year}, 1)
                    ON CONFLICT (tenant_id, series, year) DO UPDATE SET last_number = counter.last_number + 1
                    RETURNING last_number""",
            affectData = true)
    int next(@Param("tenantId") UUID tenantId, @Param("series") Series.Name series, @Param("year") int year);
}
