package org.stoa.access.tenant;

import java.time.Instant;
import org.stoa.access.JsonText;
import org.stoa.api.data.Json;

/** A row of {@code access.tenant_setting}. */
public record SettingRow(String key, Json value, long version, Instant updatedAt) {

    Setting setting() {
        return new Setting(key, JsonText.read(value, Object.class), version, updatedAt);
    }
}
