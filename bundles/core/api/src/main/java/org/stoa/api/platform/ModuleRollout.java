package org.stoa.api.platform;

import java.util.List;
import java.util.Map;

/**
 * Which versions of a module serve whom, on all nodes.
 *
 * @param version the version that serves every tenant for which nothing else is said; null after the module was removed
 * @param candidate the version that serves a share of the tenants first, or null
 * @param canary how the candidate is tried; null without one
 * @param previous the version a rollback leads to, or null
 * @param pinned identifiers of tenants that stay on a version, by version
 * @param contractionsPending scripts that {@code finish} would apply
 * @param nodes what each node has come to, by name of the node
 */
public record ModuleRollout(
        String moduleId,
        String version,
        String candidate,
        Canary canary,
        String previous,
        Map<String, List<String>> pinned,
        List<String> contractionsPending,
        Map<String, NodeState> nodes) {

    /**
     * How a new version is tried on some tenants before it serves all.
     *
     * @param sharePercent 1 to 99 of a hundred tenants get it; a tenant stays where it is while the share grows
     * @param errorRate share of failed requests, above 0 and at most 1, over which the candidate is taken back at once
     * @param minimumRequests how many requests it must have answered before that is judged
     */
    public record Canary(int sharePercent, double errorRate, int minimumRequests) {}

    /**
     * What one node has come to.
     *
     * @param ready versions of the module that run there
     * @param problem why the wanted version does not, or null
     */
    public record NodeState(List<String> ready, String problem) {}
}
