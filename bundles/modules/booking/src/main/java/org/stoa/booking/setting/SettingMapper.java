package org.stoa.booking.setting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

public interface SettingMapper {
    /** A row of {@code booking.setting}. */
    record Row(List<String> currencies) {}

    @Select("SELECT currencies FROM booking.setting")
    Row find();

    @Insert(
            """
            INSERT INTO booking.setting AS setting (tenant_id, currencies, version, updated_at)
            VALUES (#{tenantId}, #{fields.currencies, javaType = java.util.List}, 1, #{now})
            ON CONFLICT (tenant_id) DO UPDATE
            SET currencies = EXCLUDED.currencies, version = setting.version + 1, updated_at = EXCLUDED.updated_at""")
    void put(@Param("tenantId") UUID tenantId, @Param("fields") SettingFields fields, @Param("now") Instant now);
}
