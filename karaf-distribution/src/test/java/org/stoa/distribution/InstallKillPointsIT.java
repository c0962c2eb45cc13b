package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.modules.ModuleBuilder;

/** The process is killed before every step of installing and removing modules and of switching them on and off. */
class InstallKillPointsIT extends KillPoints {

    @Test
    @Order(1)
    void install() throws IOException {
        for (String point : pointsOf(() -> install(module.kar(directory)))) {
            ModuleBuilder fresh = ModuleBuilder.of("fresh" + visited.size());
            Path file = fresh.kar(directory);
            killAt(point, () -> install(file));
            String id = "fresh" + (visited.size() - 1);
            if (versionOf(id) == null) {
                assertThat(schemaExists(id))
                        .as("schema of what was never installed")
                        .isFalse();
                install(file);
            }
            assertServing(id, "1.0.0");
            stoa.shell("module:remove " + id);
        }
    }

    @Test
    @Order(2)
    void enable() throws IOException {
        for (String point : pointsOf(() -> enable(newTenant()))) {
            String tenant = newTenant();
            killAt(point, () -> enable(tenant));
            assertThat(Poll.until(PATIENCE, () -> !statusOf(tenant).equals("ENABLING")))
                    .isTrue();
            enable(tenant);
            assertThat(statusOf(tenant)).isEqualTo("ENABLED");
        }
    }

    @Test
    @Order(6)
    void remove() throws IOException {
        String tenant = enabledTenant();
        long rows = write(signedIn(tenant));
        Path file = module.kar(directory);
        Set<String> points = pointsOf(() -> stoa.shell("module:remove life"));
        install(file);
        for (String point : points) {
            killAt(point, () -> stoa.shell("module:remove life"));
            if (versionOf("life") != null) {
                stoa.shell("module:remove life");
            }
            assertThat(signedIn(tenant).get("/life/version").status()).isEqualTo(404);
            install(file);
            rows = assertWritable(signedIn(tenant), rows);
        }
    }

    @Test
    @Order(7)
    void disableAndPurge() throws IOException {
        String first = enabledTenant();
        Set<String> points = pointsOf(() -> {
            admin.delete("/tenants/" + first + "/modules/life");
            admin.delete("/tenants/" + first + "/modules/life?purge=true");
        });
        for (String point : points) {
            String tenant = enabledTenant();
            write(signedIn(tenant));
            killAt(point, () -> {
                admin.delete("/tenants/" + tenant + "/modules/life");
                admin.delete("/tenants/" + tenant + "/modules/life?purge=true");
            });
            assertThat(Poll.until(PATIENCE, () -> !statusOf(tenant).equals("PURGING")))
                    .isTrue();
            admin.delete("/tenants/" + tenant + "/modules/life?purge=true").expect(200);
            assertThat(statusOf(tenant)).isEqualTo("AVAILABLE");
            enable(tenant);
            assertThat(rowsOf(signedIn(tenant)))
                    .as("rows after a purge: what seed writes")
                    .isEqualTo(1);
        }
    }
}
