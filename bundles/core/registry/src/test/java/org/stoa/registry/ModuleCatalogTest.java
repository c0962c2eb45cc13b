package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.MigrationException;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

class ModuleCatalogTest {

    private final List<String> announced = new CopyOnWriteArrayList<>();
    private final ModuleCatalog catalog =
            new ModuleCatalog(Duration.ofMillis(5), installation -> announced.add(installation.id()));

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void moduleIsStartingWhileItMigratesAndReadyAfterwards() throws Exception {
        CountDownLatch mayFinish = new CountDownLatch(1);
        catalog.install(TestModule.of("crm").source(() -> await(mayFinish)));
        assertThat(catalog.find("crm").description().state()).isEqualTo(State.STARTING);

        mayFinish.countDown();

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.READY));
        InstalledModule module = catalog.all().get(0);
        assertThat(module.version()).isEqualTo("1.0.0");
        assertThat(module.name()).isEqualTo("Module crm");
        assertThat(module.problem()).isNull();
        Eventually.eventually(() -> assertThat(announced).containsExactly("crm"));
    }

    @Test
    void refusedMigrationIsNamedAndKeepsNobodyElseFromStarting() {
        AtomicInteger attempts = new AtomicInteger();
        catalog.install(TestModule.of("crm").source(() -> {
            attempts.incrementAndGet();
            throw new MigrationException("V1__crm.sql: table crm.person is not under row-level security");
        }));
        catalog.install(TestModule.of("pos").source());

        Eventually.eventually(() -> assertThat(state("pos")).isEqualTo(State.READY));
        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.FAILED));
        assertThat(catalog.find("crm").description().problem())
                .isEqualTo("V1__crm.sql: table crm.person is not under row-level security");
        assertThat(attempts).hasValue(1);
        assertThat(announced).doesNotContain("crm");
    }

    @Test
    void moduleWaitsForTheDatabaseToComeBack() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicBoolean databaseIsBack = new AtomicBoolean();
        catalog.install(TestModule.of("crm").source(() -> {
            attempts.incrementAndGet();
            if (!databaseIsBack.get()) {
                throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
            }
        }));
        Eventually.eventually(() -> assertThat(attempts).hasValueGreaterThan(2));
        assertThat(state("crm")).isEqualTo(State.STARTING);

        databaseIsBack.set(true);

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.READY));
    }

    @Test
    void whatIsDoneForAReadyModuleIsRepeatedWhenTheDatabaseIsBack() {
        AtomicInteger attempts = new AtomicInteger();
        try (ModuleCatalog other = new ModuleCatalog(Duration.ofMillis(5), installation -> {
            if (attempts.incrementAndGet() < 3) {
                throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
            }
        })) {
            other.install(TestModule.of("crm").source());
            Eventually.eventually(() -> assertThat(attempts).hasValue(3));
            assertThat(other.find("crm").isReady()).isTrue();
        }
    }

    @Test
    void brokenRulesAreKeptAsTheProblemAndNothingIsMigrated() {
        AtomicBoolean migrated = new AtomicBoolean();
        catalog.install(
                TestModule.of("crm").withPermissions("tenant.other.read").source(() -> migrated.set(true)));

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.FAILED));
        assertThat(catalog.find("crm").description().problem())
                .isEqualTo("it breaks the rules of the platform: its permission tenant.other.read must be about crm or"
                        + " crm-...");
        assertThat(migrated).isFalse();
    }

    @Test
    void definitionThatThrowsIsRefused() {
        catalog.install(ModuleSource.of("org.stoa.crm", "1.0.0", null, () -> {}));

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.FAILED));
        assertThat(catalog.find("crm").description().problem()).contains("could not be created");
    }

    @Test
    void definitionThatNeedsItsTablesIsAskedAgainAfterTheyWereMigrated() {
        AtomicBoolean migrated = new AtomicBoolean();
        catalog.install(new ModuleSource() {
            @Override
            public String symbolicName() {
                return "org.stoa.crm";
            }

            @Override
            public String version() {
                return "1.0.0";
            }

            @Override
            public ModuleDefinition definition() {
                return migrated.get() ? TestModule.of("crm") : null;
            }

            @Override
            public void migrate() {
                migrated.set(true);
            }
        });

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.READY));
    }

    @Test
    void versionsOfOneBundleAreReadySideBySide() {
        catalog.install(ModuleSource.of("org.stoa.crm", "1.0.0", TestModule.of("crm"), () -> {}));
        Installation second = catalog.install(ModuleSource.of("org.stoa.crm", "2.0.0", TestModule.of("crm"), () -> {}));
        Eventually.eventually(() -> assertThat(catalog.ready("crm")).containsOnlyKeys("1.0.0", "2.0.0"));

        catalog.prefer(Map.of("crm", "2.0.0"));
        assertThat(catalog.find("crm")).isSameAs(second);
        catalog.prefer(Map.of("crm", "1.0.0"));
        assertThat(catalog.find("crm")).isNotSameAs(second);
    }

    @Test
    void secondModuleWithTheIdIsRefusedUntilTheFirstIsGone() {
        Installation first = catalog.install(TestModule.of("crm").source());
        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.READY));
        catalog.install(ModuleSource.of("com.example.crm", "2.0.0", TestModule.of("crm"), () -> {}));
        Eventually.eventually(() -> assertThat(catalog.all())
                .extracting(InstalledModule::state)
                .containsExactly(State.READY, State.FAILED));
        assertThat(catalog.all().get(1).problem())
                .isEqualTo("the id crm is taken by org.stoa.crm 1.0.0; uninstall one of the two");
        assertThat(catalog.find("crm")).isSameAs(first);

        catalog.remove(first);

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.READY));
        assertThat(catalog.find("crm").description().version()).isEqualTo("2.0.0");
    }

    @Test
    void secondModuleWithTheIdTakesOverFromOneThatWasRefused() {
        catalog.install(TestModule.of("crm").source(() -> {
            throw new MigrationException("V1__crm.sql is broken");
        }));
        catalog.install(ModuleSource.of("org.stoa.crm", "1.0.1", TestModule.of("crm"), () -> {}));

        Eventually.eventually(() -> assertThat(state("crm")).isEqualTo(State.READY));
        assertThat(catalog.find("crm").description().version()).isEqualTo("1.0.1");
    }

    @Test
    void moduleThatGoesWhileItMigratesNeverBecomesReady() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        Installation installation = catalog.install(TestModule.of("crm").source(() -> {
            begun.countDown();
            await(mayFinish);
        }));
        await(begun);

        catalog.remove(installation);
        mayFinish.countDown();
        catalog.install(TestModule.of("pos").source());

        Eventually.eventually(() -> assertThat(state("pos")).isEqualTo(State.READY));
        assertThat(installation.isReady()).isFalse();
        assertThat(catalog.find("crm")).isNull();
        assertThat(catalog.all()).extracting(InstalledModule::id).containsExactly("pos");
    }

    private State state(String moduleId) {
        return catalog.find(moduleId).description().state();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
