package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.ProblemException;

class ConcurrencyTest extends RegistryFixture {

    private static final int THREADS = 8;

    @Test
    void concurrentEnablesEndInOneEnablement() throws Exception {
        AtomicInteger seedings = new AtomicInteger();
        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(context -> seedings.incrementAndGet()));
        UUID tenant = tenants.add("crowded");

        List<ModulePlan> plans = together(THREADS, number -> enable(registry, tenant, "crm"));

        assertThat(plans).hasSize(THREADS).allMatch(ModulePlan::applied);
        assertThat(plans.stream().flatMap(plan -> plan.steps().stream()).filter(step -> step.action() == Action.ENABLE))
                .hasSize(1);
        assertThat(seedings).hasValue(1);
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm");
    }

    @Test
    void twoNodesEndInOneEnablement() throws Exception {
        CyclicBarrier bothSeed = new CyclicBarrier(2);
        TestModule module = TestModule.of("crm").seeding(context -> await(bothSeed));
        List<PostgresModuleRegistry> nodes = List.of(node(module), node(module));
        UUID tenant = tenants.add("two-nodes");

        List<ModulePlan> plans = together(2, number -> enable(nodes.get(number), tenant, "crm"));

        assertThat(plans).hasSize(2);
        assertThat(status(nodes.get(0), tenant, "crm")).isEqualTo(Status.ENABLED);
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm");
    }

    @Test
    void whatIsRequiredIsNotSwitchedOffUnderAModuleThatIsBeingEnabled() throws Exception {
        CyclicBarrier seeding = new CyclicBarrier(2);
        CyclicBarrier refused = new CyclicBarrier(2);
        PostgresModuleRegistry node =
                node(TestModule.of("crm"), TestModule.of("shop", "crm").seeding(context -> {
                    await(seeding);
                    await(refused);
                }));
        PostgresModuleRegistry otherNode = node(TestModule.of("crm"), TestModule.of("shop", "crm"));
        UUID tenant = tenants.add("pulled");
        enable(node, tenant, "crm");

        List<String> outcomes = together(2, number -> {
            if (number == 0) {
                enable(node, tenant, "shop");
                return "enabled";
            }
            await(seeding);
            ProblemException problem = refusal(() -> otherNode.disable(administrator(tenant), tenant, "crm", false));
            await(refused);
            return problem.code().code();
        });

        assertThat(outcomes).containsExactly("enabled", "module-required");
        assertThat(status(node, tenant, "shop")).isEqualTo(Status.ENABLED);
    }

    @Test
    void enablingAndPurgingAtOnceLeavesOneOfBothOutcomes() throws Exception {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("torn");
        enable(registry, tenant, "crm");
        addPerson(tenant, "Eva");

        together(
                THREADS,
                number -> number % 2 == 0
                        ? enable(registry, tenant, "crm")
                        : registry.purge(administrator(tenant), tenant, "crm", false));

        assertThat(status(registry, tenant, "crm")).isIn(Status.ENABLED, Status.AVAILABLE);
        assertThat(people(tenant)).isZero();
    }

    private interface Work<R> {
        R run(int number);
    }

    private static <R> List<R> together(int threads, Work<R> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<R>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                tasks.add(() -> {
                    await(start);
                    return work.run(number);
                });
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : executor.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                results.add(result(future));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
