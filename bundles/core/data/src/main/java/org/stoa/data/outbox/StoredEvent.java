package org.stoa.data.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.data.json.StoredJson;

/**
 * A row of data.outbox.
 *
 * @param deliveredTo names of the listeners that have handled it
 * @param failures state of those that have failed, by name
 * @param dueAt when it happens, for one that was stored beforehand; or null
 */
record StoredEvent(
        UUID tenantId,
        UUID id,
        String type,
        Json payload,
        Instant occurredAt,
        List<String> deliveredTo,
        Json failures,
        Instant dueAt) {

    /**
     * That a listener has failed.
     *
     * @param attempts how often
     * @param nextAttemptAt when it is tried again
     */
    record Failure(int attempts, Instant nextAttemptAt, String error) {}

    Map<String, Failure> failuresByListener() {
        Map<String, Failure> byListener = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                StoredJson.parse(failures.text()).properties()) {
            byListener.put(entry.getKey(), StoredJson.OWN.value(entry.getValue(), Failure.class));
        }
        return byListener;
    }
}
