package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.State;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.modules.ModuleBuilder;

/** Upgrades and rollbacks while clients go on: no request fails and no row is lost. */
class UpgradeUnderLoadTest {
    private static final int UPGRADES = Integer.getInteger("stoa.upgrades", 10);
    private static final int CLIENTS = 4;

    @TempDir
    private Path directory;

    @Test
    void noRequestFailsAndNoRowIsLost() throws Exception {
        try (TestPlatform platform = TestPlatform.start()) {
            Deployments deployments = new Deployments(platform, directory);
            ModuleBuilder load = ModuleBuilder.of("load");
            deployments.install(load);
            ApiClient admin = platform.createTenant("load-one").enable("load").admin();
            AtomicBoolean over = new AtomicBoolean();
            Queue<String> failures = new ConcurrentLinkedQueue<>();
            Set<String> versions = ConcurrentHashMap.newKeySet();
            AtomicLong requests = new AtomicLong();
            AtomicLong written = new AtomicLong();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                boolean writes = i % 2 == 0;
                Thread client = new Thread(() -> {
                    while (!over.get()) {
                        try {
                            ApiResponse response = writes
                                    ? admin.post("/load/rows", Map.of("note", "under load"))
                                    : admin.get("/load/version/slow?millis=20");
                            requests.incrementAndGet();
                            if (response.status() == (writes ? 201 : 200)) {
                                versions.add(response.text("/version"));
                                written.addAndGet(writes ? 1 : 0);
                            } else {
                                failures.add(response.toString());
                            }
                        } catch (RuntimeException | AssertionError e) {
                            failures.add(e.toString());
                        }
                    }
                });
                client.start();
                clients.add(client);
            }
            for (int i = 1; i <= UPGRADES; i++) {
                load = load.version("1." + i + ".0")
                        .entry(
                                "db/migration/V" + (i + 1) + "__column.sql",
                                "ALTER TABLE @id@.row ADD COLUMN added_" + i + " text;");
                Deployment upgrade = deployments.install(load);
                assertThat(upgrade.state()).as(upgrade.toString()).isEqualTo(State.COMPLETED);
            }
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            System.out.printf(
                    "%d requests during %d upgrades, %d failed, served by %d versions%n",
                    requests.get(), UPGRADES, failures.size(), versions.size());
            assertThat(failures).isEmpty();
            assertThat(versions).hasSizeGreaterThanOrEqualTo(UPGRADES);
            assertThat(admin.get("/load/rows").expect(200).json().path("rows").asLong())
                    .isEqualTo(written.get() + 1);
        }
    }
}
