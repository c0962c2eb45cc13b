package org.stoa.subscription.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.subscription.Documents;

/** A row of {@code subscription.plan} with the numbers of its versions. */
record PlanRow(
        UUID id,
        String code,
        Json name,
        Json description,
        boolean retired,
        Integer published,
        Integer draft,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    Plan plan() {
        return new Plan(
                id,
                code,
                Documents.read(name, TEXTS),
                Documents.read(description, TEXTS),
                retired,
                published,
                draft,
                version,
                createdAt,
                updatedAt);
    }
}
