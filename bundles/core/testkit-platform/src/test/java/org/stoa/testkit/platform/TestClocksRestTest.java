package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.TestTenant;

/** What operators do with the clocks of tenants, and what tenants see of it. */
class TestClocksRestTest {

    private static final String FUTURE = "2030-01-31T09:00:00Z";

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aTenantGoesByTheRealTimeUntilItIsGivenATestClock() {
        TestTenant tenant = platform.createTenant("clocked");
        ApiClient operator = platform.superAdministrator();
        String path = "/platform/tenants/clocked/clock";

        JsonNode real = tenant.admin().get(tenant.path() + "/clock").expect(200).json();
        assertThat(real.path("test").asBoolean()).isFalse();
        assertThat(Duration.between(Instant.parse(real.path("now").asText()), Instant.now())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));

        JsonNode started =
                operator.put(path, Map.of("time", FUTURE)).expect(200).json();
        assertThat(started.path("test").asBoolean()).isTrue();
        assertThat(started.path("now").asText()).isEqualTo(FUTURE);
        assertThat(operator.put(path, Map.of("time", FUTURE)).expect(409).code())
                .isEqualTo("conflict");

        JsonNode moved = operator.post(path + "/advance", Map.of("time", "2030-03-01T00:30:00Z"))
                .expect(200)
                .json();
        assertThat(moved.path("steps").asInt()).isZero();
        JsonNode seen = tenant.admin().get(tenant.path() + "/clock").expect(200).json();
        assertThat(seen.path("now").asText()).isEqualTo("2030-03-01T00:30:00Z");
        assertThat(seen.path("today").asText())
                .isEqualTo(Instant.parse("2030-03-01T00:30:00Z")
                        .atZone(ZoneId.of(seen.path("timezone").asText()))
                        .toLocalDate()
                        .toString());

        operator.delete(path).expect(204);
        assertThat(tenant.admin()
                        .get(tenant.path() + "/clock")
                        .expect(200)
                        .json()
                        .path("test")
                        .asBoolean())
                .isFalse();
        assertThat(operator.delete(path).expect(404).code()).isEqualTo("not-found");
    }

    @Test
    void whatCannotBeIsRefusedWithItsField() {
        TestTenant tenant = platform.createTenant("strict");
        ApiClient operator = platform.superAdministrator();
        String path = "/platform/tenants/strict/clock";

        assertThat(operator.put(path, Map.of("time", "2020-01-01T00:00:00Z"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("time");
        assertThat(operator.put(path, Map.of("time", "2999-01-01T00:00:00Z"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("time");
        assertThat(operator.post(path + "/advance", Map.of("time", FUTURE))
                        .expect(404)
                        .code())
                .isEqualTo("not-found");
        operator.put(path, Map.of("time", FUTURE)).expect(200);
        assertThat(operator.post(path + "/advance", Map.of("time", "2030-01-31T08:59:59Z"))
                        .expect(400)
                        .text("/errors/0/message"))
                .contains(FUTURE);
        assertThat(operator.post(path + "/advance", Map.of()).expect(400).text("/errors/0/field"))
                .isEqualTo("time");
        assertThat(tenant.admin().put(path, Map.of("time", FUTURE)).expect(403).code())
                .isEqualTo("permission-denied");
    }
}
