package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.CallCounter;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/** Which requests count among those that a tenant may make. */
class CallCountingTest {

    private RestFixture rest;
    private final Limited counter = new Limited();

    @BeforeEach
    void start() throws Exception {
        rest = new RestFixture(RestFixture.settings(), true);
        rest.platform.collaborators().setCalls(counter);
    }

    @AfterEach
    void stop() throws Exception {
        rest.close();
    }

    @Test
    void everyRequestOfSomebodyOfATenantCountsOnceWhateverBecomesOfIt() throws Exception {
        rest.http.get("/api/v1/tenants/acme/things", RestFixture.READER);
        rest.http.get("/api/v1/tenants/beta/things", RestFixture.READER);
        rest.http.get("/api/v1/nowhere", RestFixture.READER);
        rest.http.get("/api/v1/tenants/acme/things", RestFixture.AUTH + Platform.BETA_ADMIN);

        assertThat(counter.calls).containsEntry(Platform.ACME, 3).containsEntry(Platform.BETA, 1);
    }

    @Test
    void strangersOperatorsAndWhatIsUncountedDoNotCount() throws Exception {
        rest.http.get("/api/v1/tenants/acme/things");
        rest.http.get("/api/v1/tenants/acme/things", RestFixture.AUTH + "forged");
        rest.http.get("/api/v1/tenants/acme/things", RestFixture.AUTH + Platform.SUPER_ADMIN);
        rest.http.get("/api/v1/tenants/acme/spent", RestFixture.READER);

        assertThat(counter.calls).isEmpty();
    }

    @Test
    void whoHasMadeAllCallsIsRefusedButForWhatIsUncounted() throws Exception {
        counter.most = 1;
        assertThat(rest.http
                        .get("/api/v1/tenants/acme/things", RestFixture.READER)
                        .status())
                .isEqualTo(200);
        Http.Answer refused = rest.http.get("/api/v1/tenants/acme/things", RestFixture.READER);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("limit-exceeded");

        assertThat(rest.http
                        .get("/api/v1/tenants/acme/spent", RestFixture.READER)
                        .status())
                .isEqualTo(200);
        assertThat(rest.http
                        .get("/api/v1/tenants/beta/things", RestFixture.AUTH + Platform.BETA_ADMIN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutACounterNothingIsRefused() throws Exception {
        counter.most = 0;
        rest.platform.collaborators().unsetCalls(counter);

        assertThat(rest.http
                        .get("/api/v1/tenants/acme/things", RestFixture.READER)
                        .status())
                .isEqualTo(200);
    }

    /** Gives every tenant the same number of calls. */
    private static final class Limited implements CallCounter {
        final Map<UUID, Integer> calls = new ConcurrentHashMap<>();
        volatile int most = Integer.MAX_VALUE;

        @Override
        public void count(UUID tenantId) {
            if (calls.merge(tenantId, 1, Integer::sum) > most) {
                throw ProblemException.of(CommonProblem.LIMIT_EXCEEDED, "api_calls", most, most);
            }
        }
    }
}
