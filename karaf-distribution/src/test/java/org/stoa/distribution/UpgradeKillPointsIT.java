package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The process is killed before every step of upgrades, of the way back and of the end of an upgrade. */
class UpgradeKillPointsIT extends KillPoints {

    @BeforeAll
    void installFirst() throws IOException {
        install(module.kar(directory));
    }

    @Test
    @Order(3)
    void upgrade() throws IOException {
        String tenant = enabledTenant();
        Api anna = signedIn(tenant);
        long rows = write(anna);
        newVersion();
        for (String point : pointsOf(() -> install(module.kar(directory)))) {
            newVersion();
            Path file = module.kar(directory);
            killAt(point, () -> install(file));
            anna = signedIn(tenant);
            rows = assertWritable(anna, rows);
            if (!versionOf("life").equals(version())) {
                install(file);
            }
            assertServing("life", version());
            rows = assertWritable(anna, rows);
        }
    }

    @Test
    @Order(4)
    void rollBack() throws IOException {
        String tenant = enabledTenant();
        long rows = write(signedIn(tenant));
        String before = version();
        upgradeNormally();
        for (String point : pointsOf(() -> stoa.shell("module:rollback life"))) {
            upgradeNormally();
            rows = assertWritable(signedIn(tenant), rows);
            killAt(point, () -> stoa.shell("module:rollback life"));
            rows = assertWritable(signedIn(tenant), rows);
            if (versionOf("life").equals(version())) {
                stoa.shell("module:rollback life");
            }
            assertServing("life", before);
            rows = assertWritable(signedIn(tenant), rows);
        }
        upgradeNormally();
    }

    @Test
    @Order(5)
    void finish() throws IOException {
        upgradeNormally();
        for (String point : pointsOf(() -> stoa.shell("module:finish life"))) {
            upgradeNormally();
            killAt(point, () -> stoa.shell("module:finish life"));
            assertServing("life", version());
            stoa.shell("module:finish life");
            assertThat(rollout("life").path("previous").isNull()).isTrue();
            assertThat(rollout("life").path("contractionsPending")).isEmpty();
        }
    }
}
