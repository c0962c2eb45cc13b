package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;

/** A module that leaves takes its classes with it. */
class ClassLoadingTest {

    private static final int CYCLES = Integer.getInteger("stoa.cycles", 50);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void classesOfAModuleThatLeftAreCollected(boolean direct) throws Exception {
        try (RestFixture fixture =
                new RestFixture(RestFixture.settings().withPatience(Duration.ZERO, Duration.ofSeconds(5)), direct)) {
            WeakReference<ClassLoader> loader = comeAndGo(fixture);

            OwnClasses.awaitCollected(loader);
        }
    }

    /** As operators deploy: each version has classes of its own and serves some requests before the next one takes over. */
    @Test
    void versionsThatComeAndGoManyTimesLeaveNeitherClassesNorThreads() throws Exception {
        try (RestFixture fixture = new RestFixture(RestFixture.settings(), true)) {
            FakeVersions versions = new FakeVersions("1.0.0");
            fixture.platform.collaborators().setVersions(versions);
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            String before = "org.stoa.stall";
            int threads = 0;
            for (int i = 0; i < CYCLES; i++) {
                String name = "org.stoa.stall/" + i;
                loaders.add(upgrade(fixture, versions, name, (i + 2) + ".0.0"));
                fixture.application.withdraw(before);
                before = name;
                if (i == CYCLES / 10) {
                    threads = Thread.activeCount();
                }
            }
            fixture.application.withdraw(before);
            fixture.settle();
            fixture.http.get("/api/openapi.json");

            for (WeakReference<ClassLoader> loader : loaders) {
                OwnClasses.awaitCollected(loader);
            }
            // the HTTP server may have added some to its pool
            assertThat(Thread.activeCount()).isLessThan(threads + 20);
            assertThat(fixture.http.get("/metrics").text()).doesNotContain("stoa_module_answers_total{");
        }
    }

    private static WeakReference<ClassLoader> upgrade(
            RestFixture fixture, FakeVersions versions, String name, String version) throws Exception {
        ClassLoader loader = new OwnClasses(ClassResource.class);
        Class<?> type = loader.loadClass(ClassResource.class.getName());
        List<Class<?>> types = List.of(type);
        assertThat(fixture.application.inspection().inspect("stall", Set.of("tenant.stall.read"), types))
                .isEmpty();
        Object resource = type.getDeclaredConstructor().newInstance();
        fixture.application.publishModule(name, new StallModule("stall"), version, loader, List.of(resource));
        fixture.settle();
        assertThat(fixture.application.isPublished("stall", version, List.of(resource)))
                .isTrue();
        versions.serving = version;
        Http http = fixture.http;
        String path = "/api/v1/stall/classes";
        assertThat(http.post(path, "{\"name\":\"a\"}", ADMIN).status()).isEqualTo(200);
        assertThat(http.post(path, "{\"name\":\"\"}", ADMIN).status()).isEqualTo(400);
        assertThat(http.post(path, "{\"name\":\"problem\"}", ADMIN, "Accept-Language: de")
                        .status())
                .isEqualTo(409);
        assertThat(http.post(path, "{\"name\":\"defect\"}", ADMIN).status()).isEqualTo(500);
        assertThat(http.get("/api/openapi.json").text()).contains(path);
        assertThat(http.get("/metrics").text()).contains(path);
        return new WeakReference<>(loader);
    }

    private static WeakReference<ClassLoader> comeAndGo(RestFixture fixture) throws Exception {
        ClassLoader loader = new OwnClasses(ThingResource.class);
        Object resource = loader.loadClass(ThingResource.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(resource.getClass()).isNotEqualTo(ThingResource.class);
        fixture.application.publishCore("org.stoa.test", loader, List.of(resource));
        fixture.settle();
        Http http = fixture.http;

        Answer created = http.post(
                "/api/v1/things",
                "{\"name\":\"a\",\"lines\":[{\"name\":\"x\",\"quantity\":1,"
                        + "\"unitPrice\":{\"amount\":\"1\",\"currency\":\"EUR\"}}]}",
                ADMIN);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(http.post("/api/v1/things", "{\"name\":\"\"}", ADMIN).status())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/things?limit=5", ADMIN).status()).isEqualTo(200);
        assertThat(http.get("/api/v1/things/conflict", ADMIN, "Accept-Language: de")
                        .status())
                .isEqualTo(409);
        assertThat(http.get("/api/openapi.json").status()).isEqualTo(200);
        assertThat(http.get("/metrics").text()).contains("/api/v1/things");

        fixture.application.withdraw("org.stoa.test");
        fixture.settle();
        assertThat(http.get("/api/openapi.json").text()).doesNotContain("/api/v1/things");
        return new WeakReference<>(loader);
    }
}
