package org.stoa.metadata.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.PlatformRows;

class EntityModelsTest {

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "%s", "label": {"en": "Dancer"},
             "baseSchema": {"type": "object", "properties": {"%s": {"type": "string"}}}}
            """;

    private static MetadataFixture metadata;

    private final CallContext one = metadata.tenant();
    private final CallContext other = metadata.tenant();

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @Test
    void schemaOfThePlatformIsCompiledOnceForAllTenants() {
        metadata.activate(PlatformRows.of(one), SCHEMA.formatted("dancer", "style"));

        EntityModel first = metadata.models.get(one, "profile", "dancer");
        EntityModel second = metadata.models.get(other, "profile", "dancer");

        assertThat(second.structuredData()).isSameAs(first.structuredData());
    }

    @Test
    void schemaOfATenantTakesThePlaceOfThePlatformsForThatTenantAlone() {
        metadata.activate(PlatformRows.of(one), SCHEMA.formatted("singer", "voice"));
        metadata.activate(one, SCHEMA.formatted("singer", "range"));

        assertThat(metadata.models.get(one, "profile", "singer").properties()).isEqualTo(List.of("range"));
        assertThat(metadata.models.get(other, "profile", "singer").properties()).isEqualTo(List.of("voice"));
    }

    @Test
    void newVersionIsSeenAtOnce() {
        metadata.activate(PlatformRows.of(one), SCHEMA.formatted("juggler", "balls"));
        assertThat(metadata.models.get(one, "profile", "juggler").properties()).isEqualTo(List.of("balls"));

        metadata.activate(PlatformRows.of(one), SCHEMA.formatted("juggler", "clubs"));

        assertThat(metadata.models.get(one, "profile", "juggler").properties()).isEqualTo(List.of("clubs"));
    }
}
