package org.stoa.registry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stoa.api.rest.ProblemException;

/** Which module requires which. Answers are the same for the same graph, whatever the order of installation. */
final class ModuleGraph {

    private final Map<String, Set<String>> requires;

    /** @param requires id of each installed module to the ids of those it requires */
    ModuleGraph(Map<String, Set<String>> requires) {
        this.requires = requires;
    }

    /**
     * The module and everything it requires, directly or through others; each after those it requires itself.
     *
     * @throws ProblemException {@code module-not-found} or {@code module-cycle}
     */
    List<String> inOrder(String moduleId) {
        if (!requires.containsKey(moduleId)) {
            throw ProblemException.of(RegistryProblem.MODULE_NOT_FOUND, moduleId);
        }
        Set<String> ordered = new LinkedHashSet<>();
        visit(moduleId, ordered, new ArrayDeque<>());
        return List.copyOf(ordered);
    }

    /** Those of {@code candidates} that directly require the module, in alphabetical order. */
    List<String> requiring(String moduleId, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> requires.getOrDefault(candidate, Set.of()).contains(moduleId))
                .sorted()
                .toList();
    }

    /**
     * Those of {@code candidates} that stop working without the module, directly or through other candidates; each
     * before those it requires itself, which is the order in which to disable them.
     */
    List<String> dependents(String moduleId, Collection<String> candidates) {
        Set<String> affected = new LinkedHashSet<>();
        collectDependents(moduleId, candidates, affected, new HashSet<>());
        affected.remove(moduleId);
        return List.copyOf(affected);
    }

    private void visit(String moduleId, Set<String> ordered, Deque<String> path) {
        if (ordered.contains(moduleId)) {
            return;
        }
        if (path.contains(moduleId)) {
            throw cycle(moduleId, path);
        }
        path.addLast(moduleId);
        for (String required : new TreeSet<>(requires.get(moduleId))) {
            if (!requires.containsKey(required)) {
                throw ProblemException.of(RegistryProblem.MODULE_NOT_FOUND, required)
                        .with("moduleId", required)
                        .with("requiredBy", moduleId)
                        .withField(
                                "moduleId", moduleId + " requires the module " + required + ", which is not installed");
            }
            visit(required, ordered, path);
        }
        path.removeLast();
        ordered.add(moduleId);
    }

    private void collectDependents(
            String moduleId, Collection<String> candidates, Set<String> affected, Set<String> visited) {
        if (!visited.add(moduleId)) {
            return;
        }
        for (String dependent : requiring(moduleId, candidates)) {
            collectDependents(dependent, candidates, affected, visited);
        }
        affected.add(moduleId);
    }

    private static ProblemException cycle(String moduleId, Deque<String> path) {
        List<String> circle = new ArrayList<>(path);
        circle = circle.subList(circle.indexOf(moduleId), circle.size());
        circle.add(moduleId);
        return ProblemException.of(RegistryProblem.MODULE_CYCLE, String.join(" -> ", circle))
                .with("modules", List.copyOf(circle));
    }
}
