package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.HealthIndicator;

/** What operators are told of by the health without keeping requests from being served. */
class HealthIndicatorTest {

    private record Indicator(String name, Finding finding) implements HealthIndicator {
        @Override
        public Finding look() {
            if (finding == null) {
                throw new IllegalStateException("broken");
            }
            return finding;
        }
    }

    @Test
    void isShownAndKeepsNobodyFromBeingServed() throws Exception {
        Platform platform = new Platform();
        Collaborators collaborators = platform.collaborators();
        Indicator gone = new Indicator("aaa", null);
        collaborators.addIndicator(gone);
        collaborators.removeIndicator(gone);
        collaborators.addIndicator(new Indicator("charges", new HealthIndicator.Finding(true, "billed by acme")));
        collaborators.addIndicator(new Indicator("broken", null));
        try (RestApplication application = new RestApplication(
                        collaborators,
                        RestFixture.settings(),
                        new MutableClock(),
                        Set.of("org.stoa.test"),
                        () -> true,
                        true);
                RestServer server = RestServer.start(application)) {
            application.publishCore("org.stoa.test", getClass().getClassLoader(), List.of(new ThingResource()));
            assertThat(application.settle(Duration.ofSeconds(30))).isTrue();

            JsonNode report = new Http(server).get("/health/ready").json();

            assertThat(report.path("status").asText()).isEqualTo("UP");
            assertThat(report.path("checks"))
                    .extracting(check -> check.path("name").asText() + " "
                            + check.path("status").asText())
                    .endsWith("broken DEGRADED", "charges UP");
            assertThat(report.at("/checks/5/detail").asText()).isEqualTo("billed by acme");
        }
    }
}
