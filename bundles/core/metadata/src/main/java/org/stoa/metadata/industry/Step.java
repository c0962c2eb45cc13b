package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.stoa.metadata.industry.IndustryPlan.Action;

/**
 * What is done to one item.
 *
 * @param changes places that change, as JSON pointers; for what is added or removed none
 * @param reason why it is kept or was refused, or null
 * @param expected what the tenant has now, or null for nothing
 * @param wanted what it is to have, or null for nothing
 * @param base what the next merge starts from: what the template has, or null for nothing
 */
record Step(
        ItemKey item,
        Action action,
        List<String> changes,
        String reason,
        List<Conflict> conflicts,
        JsonNode expected,
        JsonNode wanted,
        JsonNode base) {

    Step refused(String why) {
        return new Step(item, Action.REFUSED, changes, why, conflicts, expected, wanted, base);
    }

    Step kept(String why) {
        return new Step(item, Action.KEEP, List.of(), why, conflicts, expected, expected, base);
    }
}
