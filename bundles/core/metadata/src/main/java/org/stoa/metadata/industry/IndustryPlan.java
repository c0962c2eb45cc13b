package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.stoa.api.data.Json;
import org.stoa.metadata.Documents;

/**
 * What installing, upgrading or uninstalling an industry means, in the order in which it is done.
 *
 * @param version of the template
 * @param previousVersion what the tenant had, or null
 * @param applied false for a simulation
 * @param complete whether nothing was refused
 * @param conflicts places that the tenant and the template have changed differently, and where the tenant's is kept
 */
public record IndustryPlan(
        String code,
        String version,
        String previousVersion,
        boolean applied,
        boolean complete,
        List<PlannedStep> steps,
        List<PlannedConflict> conflicts,
        List<String> recommendedFeatures) {

    /**
     * What is done to one item.
     *
     * @param changes places that change, as JSON pointers in which elements of lists that have a name, key, slug or id
     *     stand under that
     * @param reason why it is kept or was refused, or null
     */
    public record PlannedStep(String kind, String key, Action action, List<String> changes, String reason) {}

    /** What is done. */
    public enum Action {
        ADD,
        CHANGE,
        REMOVE,
        /** It stays as it is. */
        KEEP,
        /** It could not be done; the reason says why. */
        REFUSED
    }

    /**
     * A place that both have changed.
     *
     * @param base what it was when the tenant got it, or null
     * @param ours what the tenant has, or null
     * @param theirs what the template has, or null
     */
    public record PlannedConflict(String kind, String key, String pointer, Json base, Json ours, Json theirs) {}

    static IndustryPlan of(
            String code,
            String version,
            String previousVersion,
            boolean applied,
            List<Step> steps,
            List<String> features) {
        List<PlannedConflict> conflicts = steps.stream()
                .flatMap(step -> step.conflicts().stream().map(conflict -> planned(step.item(), conflict)))
                .toList();
        return new IndustryPlan(
                code,
                version,
                previousVersion,
                applied,
                steps.stream().noneMatch(step -> step.action() == Action.REFUSED),
                steps.stream().map(IndustryPlan::planned).toList(),
                conflicts,
                features);
    }

    private static PlannedStep planned(Step step) {
        return new PlannedStep(step.item().kind(), step.item().key(), step.action(), step.changes(), step.reason());
    }

    private static PlannedConflict planned(ItemKey item, Conflict conflict) {
        return new PlannedConflict(
                item.kind(),
                item.key(),
                conflict.pointer(),
                json(conflict.base()),
                json(conflict.ours()),
                json(conflict.theirs()));
    }

    static Json json(JsonNode node) {
        return node == null ? null : Documents.write(node);
    }
}
