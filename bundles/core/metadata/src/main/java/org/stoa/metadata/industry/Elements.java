package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The lists of a template, whose elements go by a name. */
final class Elements {

    private Elements() {}

    /**
     * Visits every object of a list, and notes what is none.
     *
     * @param list may be missing
     * @param place of the list
     * @param name of an element; of one without a name, its number stands for it
     * @param visitor is given the object and its place
     */
    static void visit(
            JsonNode list,
            String place,
            Function<JsonNode, String> name,
            Faults faults,
            BiConsumer<ObjectNode, String> visitor) {
        if (!list.isMissingNode() && !list.isArray()) {
            faults.add(place, "must be a list");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            String given = name.apply(list.get(i));
            String at = place + "/" + (given.isBlank() ? String.valueOf(i) : given);
            if (list.get(i) instanceof ObjectNode element) {
                visitor.accept(element, at);
            } else {
                faults.add(at, "must be an object");
            }
        }
    }

    /** Names elements by a member. */
    static Function<JsonNode, String> by(String member) {
        return element -> element.path(member).asText();
    }
}
