package org.stoa.pets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** An agency for animals from the first day: everything over HTTP. */
class PetsStoryTest {
    private static TestPlatform platform;
    private static ApiClient agency;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(PetsIndustry.class);
        TestTenant tenant = platform.createTenant("paws");
        tenant.enable("pets");
        agency = tenant.admin();
        assertThat(agency.post("/industries/pets/installation", "{}")
                        .expect(200)
                        .text("/complete"))
                .isEqualTo("true");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void petIsPresentedAndFound() {
        agency.post(
                        "/profiles",
                        Map.of(
                                "subtype",
                                "pet_model",
                                "name",
                                "Rex",
                                "status",
                                "active",
                                "structuredData",
                                Map.of("species", "dog")))
                .expect(201);
        assertThat(agency.get("/profiles?species=dog").expect(200).text("/items/0/name"))
                .isEqualTo("Rex");
    }
}
