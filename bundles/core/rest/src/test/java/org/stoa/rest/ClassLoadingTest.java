package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.ADMIN;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.rest.Http.Answer;

/** A module that leaves takes its classes with it. */
class ClassLoadingTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void classesOfAModuleThatLeftAreCollected(boolean direct) throws Exception {
        try (RestFixture fixture =
                new RestFixture(RestFixture.settings().withPatience(Duration.ZERO, Duration.ofSeconds(5)), direct)) {
            WeakReference<ClassLoader> loader = comeAndGo(fixture);

            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (loader.get() != null && System.nanoTime() < deadline) {
                System.gc();
                byte[][] pressure = new byte[64][];
                for (int i = 0; i < pressure.length; i++) {
                    pressure[i] = new byte[100_000];
                }
            }
            assertThat(loader.get()).isNull();
        }
    }

    private static WeakReference<ClassLoader> comeAndGo(RestFixture fixture) throws Exception {
        ClassLoader loader = new OwnClasses();
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

    /** Has the test's resource for itself, like a bundle that is installed a second time. */
    private static final class OwnClasses extends ClassLoader {
        OwnClasses() {
            super(ClassLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ThingResource.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
