package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.ProblemException;

class ModulePlannerTest {

    private static final UUID TENANT = UUID.fromString("01890000-0000-7000-8000-000000000001");

    /** Installed, what the tenant has, what is asked for, steps. In a list of modules "a<b,c" means: a requires b and c. */
    static Stream<Arguments> plansToEnable() {
        return Stream.of(
                arguments("alone", "a", "", "a", "ENABLE a (asked for)"),
                arguments("again", "a", "a=ENABLED", "a", "KEEP a (is enabled already)"),
                arguments("after it was off", "a", "a=DISABLED", "a", "ENABLE a (asked for)"),
                arguments("after it was interrupted", "a", "a=ENABLING", "a", "ENABLE a (asked for)"),
                arguments("with what it requires", "a<b b", "", "a", "ENABLE b (required by a); ENABLE a (asked for)"),
                arguments(
                        "what it requires is enabled",
                        "a<b b",
                        "b=ENABLED",
                        "a",
                        "KEEP b (is enabled already); ENABLE a (asked for)"),
                arguments(
                        "what it requires was switched off under it",
                        "a<b b",
                        "a=ENABLED b=DISABLED",
                        "a",
                        "ENABLE b (required by a); KEEP a (is enabled already)"),
                arguments(
                        "a chain",
                        "a<b b<c c",
                        "",
                        "a",
                        "ENABLE c (required by b); ENABLE b (required by a); ENABLE a (asked for)"),
                arguments(
                        "a diamond, each module once and after all it requires",
                        "a<c,b b<d c<d d",
                        "",
                        "a",
                        "ENABLE d (required by b and c); ENABLE b (required by a); ENABLE c (required by a);"
                                + " ENABLE a (asked for)"),
                arguments("others are left alone", "a b<a c", "", "a", "ENABLE a (asked for)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plansToEnable")
    void enablesWhatIsRequiredFirst(String name, String installed, String rows, String target, String steps) {
        assertThat(describe(planner(installed).enable(target, rows(rows)))).isEqualTo(steps);
    }

    static Stream<Arguments> plansToSwitchOff() {
        return Stream.of(
                arguments("disable", "a", "a=ENABLED", "DISABLE a (asked for)"),
                arguments("disable", "a", "a=ENABLING", "DISABLE a (asked for)"),
                arguments("disable", "a", "a=DISABLED", "KEEP a (is not enabled)"),
                arguments("disable", "a", "a=PURGING", "KEEP a (is not enabled)"),
                arguments("disable", "a", "", "KEEP a (is not enabled)"),
                arguments("disable", "b", "a=ENABLED", "DISABLE a (asked for)"),
                arguments("disable", "a b<a", "a=ENABLED b=DISABLED", "DISABLE a (asked for)"),
                arguments("purge", "a", "", "KEEP a (has no data: it was never enabled, or was purged)"),
                arguments("purge", "a", "a=DISABLED", "PURGE a (asked for)"),
                arguments("purge", "a", "a=PURGING", "PURGE a (asked for)"),
                arguments(
                        "purge",
                        "a",
                        "a=ENABLED",
                        "DISABLE a (is enabled, and a module is purged only when it is off); PURGE a (asked for)"),
                arguments("purge", "b", "a=DISABLED", "PURGE a (asked for; not installed, but its data is kept)"));
    }

    @ParameterizedTest(name = "{0} with {1} installed and {2}")
    @MethodSource("plansToSwitchOff")
    void switchesOffTheModuleAlone(String act, String installed, String rows, String steps) {
        ModulePlanner planner = planner(installed);
        List<Step> planned = act.equals("disable") ? planner.disable("a", rows(rows)) : planner.purge("a", rows(rows));
        assertThat(describe(planned)).isEqualTo(steps);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("enable", "b", "", "module-not-found", Map.of()),
                arguments("enable", "a<b", "", "module-not-found", Map.of("moduleId", "b", "requiredBy", "a")),
                arguments("enable", "a<b b<a", "", "module-cycle", Map.of("modules", List.of("a", "b", "a"))),
                arguments("enable", "a<b b<c c<b", "", "module-cycle", Map.of("modules", List.of("b", "c", "b"))),
                arguments("enable", "a!STARTING", "", "module-not-ready", Map.of("state", "STARTING")),
                arguments("enable", "a<b b!FAILED", "", "module-not-ready", Map.of("moduleId", "b")),
                arguments("enable", "a<b b!FAILED", "b=ENABLED", "module-not-ready", Map.of("moduleId", "b")),
                arguments("enable", "a", "a=PURGING", "module-purging", Map.of("moduleId", "a")),
                arguments("enable", "a<b b", "b=PURGING", "module-purging", Map.of("moduleId", "b")),
                arguments("disable", "b", "", "module-not-found", Map.of()),
                arguments(
                        "disable",
                        "a b<a",
                        "a=ENABLED b=ENABLED",
                        "module-required",
                        Map.of("dependents", List.of("b"))),
                arguments(
                        "disable",
                        "a b<a",
                        "a=ENABLED b=ENABLING",
                        "module-required",
                        Map.of("dependents", List.of("b"))),
                arguments(
                        "disable",
                        "a b<a c<b d<a",
                        "a=ENABLED b=ENABLED c=ENABLED d=ENABLED",
                        "module-required",
                        Map.of("dependents", List.of("c", "b", "d"))),
                arguments("purge", "b", "", "module-not-found", Map.of()),
                arguments(
                        "purge",
                        "a b<a",
                        "a=ENABLED b=ENABLED",
                        "module-required",
                        Map.of("dependents", List.of("b"))));
    }

    @ParameterizedTest(name = "{0} with {1} installed and {2}: {3}")
    @MethodSource("refusals")
    void refusesWithCodeAndDetails(
            String act, String installed, String rows, String code, Map<String, Object> extensions) {
        ModulePlanner planner = planner(installed);
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> {
            switch (act) {
                case "enable" -> planner.enable("a", rows(rows));
                case "disable" -> planner.disable("a", rows(rows));
                default -> planner.purge("a", rows(rows));
            }
        });
        assertThat(problem.code().code()).isEqualTo(code);
        assertThat(problem.extensions()).containsAllEntriesOf(extensions);
    }

    @Test
    void repeatingIsNoQuestionOfReadiness() {
        assertThat(describe(planner("a!STARTING").enable("a", rows("a=ENABLED"))))
                .isEqualTo("KEEP a (is enabled already)");
    }

    @Test
    void dependentsAreNamedInTheOrderInWhichToDisableThem() {
        ModuleGraph graph =
                new ModuleGraph(Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of("b", "a"), "d", Set.of("c")));
        assertThat(graph.dependents("a", List.of("a", "b", "c", "d"))).containsExactly("d", "c", "b");
        assertThat(graph.dependents("a", List.of("a", "b"))).containsExactly("b");
        assertThat(graph.dependents("d", List.of("a", "b", "c", "d"))).isEmpty();
    }

    private static ModulePlanner planner(String installed) {
        Map<String, InstalledModule> modules = new HashMap<>();
        for (String text : installed.split(" ")) {
            String[] parts = text.split("[<!]");
            boolean stated = text.contains("!");
            Set<String> requires = text.contains("<") ? Set.of(parts[1].split(",")) : Set.of();
            State state = stated ? State.valueOf(parts[1]) : State.READY;
            modules.put(
                    parts[0],
                    new InstalledModule(
                            parts[0], parts[0], "", "1.0.0", state, null, requires, List.of(), List.of(), List.of()));
        }
        return new ModulePlanner(modules);
    }

    private static Map<String, TenantModuleRow> rows(String text) {
        Map<String, TenantModuleRow> rows = new HashMap<>();
        Arrays.stream(text.split(" ")).filter(part -> !part.isEmpty()).forEach(part -> {
            String[] pair = part.split("=");
            rows.put(
                    pair[0],
                    new TenantModuleRow(
                            TENANT,
                            pair[0],
                            Status.valueOf(pair[1]),
                            "1.0.0",
                            Instant.EPOCH,
                            1,
                            Instant.EPOCH,
                            Instant.EPOCH));
        });
        return rows;
    }

    private static String describe(List<Step> steps) {
        return String.join(
                "; ",
                steps.stream()
                        .map(step -> step.action() + " " + step.moduleId() + " (" + step.because() + ")")
                        .toList());
    }
}
