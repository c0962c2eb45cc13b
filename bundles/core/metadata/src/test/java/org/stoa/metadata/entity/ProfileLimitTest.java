package org.stoa.metadata.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.metadata.MetadataFixture.profile;
import static org.stoa.metadata.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsageLimit;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.metadata.MetadataFixture;

/** A tenant has as many profiles as its limit says, and not one more. */
class ProfileLimitTest {

    private static MetadataFixture metadata;

    private final CallContext tenant = metadata.tenant();

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @BeforeEach
    void activate() {
        for (String type : List.of("profile", "project")) {
            metadata.activate(
                    tenant,
                    "{\"entityType\": \"" + type
                            + "\", \"entitySubtype\": \"model\", \"baseSchema\": {\"type\": \"object\"}}");
        }
    }

    @Test
    void aThousandAtOnceGetExactlyTheHundredThatTheLimitAllows() throws Exception {
        limit(100);
        AtomicInteger made = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 1000; i++) {
            int number = i;
            threads.execute(() -> {
                try {
                    create("profile", "Model " + number);
                    made.incrementAndGet();
                } catch (ProblemException e) {
                    assertThat(e.code().code()).isEqualTo("limit-exceeded");
                    refused.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();

        assertThat(made).hasValue(100);
        assertThat(refused).hasValue(900);
        assertThat(used()).isEqualTo(100);
        assertThat(metadata.find(tenant, "limit", "100").items()).hasSize(100);
    }

    @Test
    void aDeletedProfileMakesRoomForAnotherAndOtherEntitiesTakeNone() {
        limit(1);
        Entity first = create("profile", "First");
        create("project", "House");
        ProblemException full = assertRefused("limit-exceeded", () -> create("profile", "Second"));
        assertThat(full.extensions()).containsEntry("resource", "profiles").containsEntry("remaining", 0);

        metadata.entities.delete(tenant, "profile", first.id());
        create("profile", "Second");
        assertThat(used()).isEqualTo(1);
    }

    @Test
    void profilesThatThereAreCountWhenTheyBeginToBeMetered() throws Exception {
        create("profile", "One");
        metadata.entities.delete(tenant, "profile", create("profile", "Two").id());
        create("profile", "Three");
        limit(5);
        asMigration("DELETE FROM data.usage_total WHERE resource = 'profiles'");
        assertThat(used()).isZero();

        asMigration(new String(
                getClass()
                        .getResourceAsStream("/db/migration/V9__profiles_are_counted.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8));
        assertThat(used()).isEqualTo(2);
    }

    private Entity create(String type, String name) {
        return metadata.entities.create(tenant, type, profile("model", name, "active", "{}"));
    }

    private void limit(long hard) {
        metadata.databases
                .usageMeter()
                .setLimits(
                        tenant,
                        List.of(new UsageLimit("profiles", UsagePeriod.TOTAL, null, hard, false, ZoneOffset.UTC)));
    }

    private long used() {
        return metadata.databases.usageMeter().used(tenant, metadata.clock.instant()).stream()
                .filter(usage -> usage.resource().equals("profiles"))
                .mapToLong(Usage::used)
                .sum();
    }

    private static void asMigration(String sql) throws SQLException {
        try (Connection owner = metadata.databases.owner().getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SELECT set_config('app.migrating', 'on', true),"
                    + " set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true)");
            statement.execute(sql);
            owner.commit();
        }
    }
}
