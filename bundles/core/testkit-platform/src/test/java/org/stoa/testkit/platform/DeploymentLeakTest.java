package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.Deployment.State;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.modules.ModuleBuilder;

/** Modules that come and go leave nothing behind: classes, threads and heap are the same after many of them. */
class DeploymentLeakTest {
    /** Java makes a class for what was called by reflection fifteen times. */
    private static final int WARM_UP = 16;

    private static final int CYCLES = Integer.getInteger("stoa.cycles", 8);
    private static final int CLASSES_OF_A_MODULE = 10;
    private static final long MEBIBYTE = 1 << 20;
    /** Java 17 remembers the class of the last record component that was compared (JDK-8078641). */
    private static final int KEPT_BY_JAVA = 1;

    @TempDir
    private Path directory;

    private final List<WeakReference<ClassLoader>> modules = new ArrayList<>();

    /** What there is after a full collection. */
    private record Footprint(long classes, int threads, long heap) {

        static Footprint now() {
            ClassLoadingMXBean loading = ManagementFactory.getClassLoadingMXBean();
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            return new Footprint(
                    loading.getLoadedClassCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    runtime.totalMemory() - runtime.freeMemory());
        }
    }

    @Test
    void classesThreadsAndHeapAreFlat() {
        // as in Karaf: where HikariCP is no class of the application, it does not keep closed pools in other threads
        System.setProperty("com.zaxxer.hikari.useWeakReferences", "true");
        try (TestPlatform platform = TestPlatform.start()) {
            Deployments deployments = new Deployments(platform, directory);
            ModuleBuilder leak = talkative();
            completed(deployments.install(leak));
            TestTenant tenant = platform.createTenant("leak-one").enable("leak");
            completed(deployments.change(Action.REMOVE, "leak"));
            for (int i = 0; i < WARM_UP; i++) {
                cycle(platform, leak, tenant.signedIn(), i);
            }
            Footprint before = Footprint.now();
            long start = System.nanoTime();
            for (int i = WARM_UP; i < WARM_UP + CYCLES; i++) {
                cycle(platform, leak, tenant.signedIn(), i);
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            Footprint after = settled(before);
            System.out.printf("after %d cycles of %d ms: %s, before: %s%n", CYCLES, millis / CYCLES, after, before);
            assertThat(modules).as("class loaders").hasSize(2 * (WARM_UP + CYCLES));
            assertThat(left()).as("class loaders left").isLessThanOrEqualTo(KEPT_BY_JAVA);
            assertThat(after.classes())
                    .as("classes; Java itself makes some more now and then, a module that stays would be ten each time")
                    .isLessThan(before.classes() + 3 * CLASSES_OF_A_MODULE + CYCLES);
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
            assertThat(after.heap()).isLessThan(before.heap() + 16 * MEBIBYTE);
        }
    }

    /** Hands objects of its own classes to all that could remember them. */
    private static ModuleBuilder talkative() {
        return ModuleBuilder.of("leak")
                .change(
                        "RowResource",
                        "@Size(max = 500) String note) {}",
                        """
                        @Size(max = 500) String note, java.util.List<@Valid Part> parts, Kind kind) {}

                            /** Part of the body. */
                            public record Part(@NotNull String name) {}

                            /** Kind of the body. */
                            public enum Kind {
                                SMALL,
                                LARGE
                            }
                        """)
                .change(
                        "RowService",
                        "return row;",
                        """
                        transaction.audit(new org.stoa.api.audit.AuditEntry(
                                "row.write", "leak.row", row.id().toString(), null, row));
                        return row;""");
    }

    /** Connections that are closed and threads that end take a moment. */
    private Footprint settled(Footprint before) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        Footprint footprint = Footprint.now();
        while (System.nanoTime() < deadline && (left() > 0 || footprint.threads() > before.threads())) {
            footprint = Footprint.now();
        }
        return footprint;
    }

    private long left() {
        return modules.stream().filter(loader -> loader.get() != null).count();
    }

    private void cycle(TestPlatform platform, ModuleBuilder module, ApiClient admin, int number) {
        Deployments deployments = new Deployments(platform, directory);
        for (String version : List.of("1." + number + ".0", "1." + number + ".1")) {
            completed(deployments.install(module.version(version)));
            use(admin, version);
            modules.add(new WeakReference<>(
                    platform.service(ModuleDefinition.class).getClass().getClassLoader()));
        }
        completed(deployments.change(Action.REMOVE, "leak"));
    }

    private static void use(ApiClient admin, String version) {
        assertThat(admin.get("/leak/version").expect(200).text("/version")).isEqualTo(version);
        Map<String, Object> body = Map.of("note", "cycle", "kind", "SMALL", "parts", List.of(Map.of("name", "one")));
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            admin.with("Idempotency-Key", key).post("/leak/rows", body).expect(201);
        }
        admin.post("/leak/rows", Map.of("note", "x".repeat(501), "parts", List.of(Map.of())))
                .expect(400);
        admin.get("/leak/rows").expect(200);
        admin.openApi().expect(200);
    }

    private static void completed(Deployment ended) {
        assertThat(ended.state()).as(ended.toString()).isEqualTo(State.COMPLETED);
    }
}
