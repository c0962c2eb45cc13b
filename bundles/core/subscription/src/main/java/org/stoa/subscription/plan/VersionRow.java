package org.stoa.subscription.plan;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import org.stoa.api.data.Json;
import org.stoa.subscription.Documents;

/** A row of {@code subscription.plan_version}. */
record VersionRow(
        String planCode,
        int number,
        PlanVersion.Status status,
        Json content,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Instant publishedAt) {

    private static final TypeReference<PlanContent> CONTENT = new TypeReference<>() {};

    PlanVersion toVersion() {
        return new PlanVersion(
                planCode, number, status, Documents.read(content, CONTENT), version, createdAt, updatedAt, publishedAt);
    }
}
