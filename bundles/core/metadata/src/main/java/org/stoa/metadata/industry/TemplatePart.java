package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/**
 * One kind of items that templates bring. Documents are complete: what is read after it was written is the same, so that
 * a change is told from a default.
 */
interface TemplatePart {

    /** Name of the kind. */
    TemplateKind kind();

    /**
     * The items of a template, in the order in which they can be written, without those that are not in order.
     *
     * @param template the content of the template
     * @param faults is told everything that is wrong with them
     */
    Map<String, JsonNode> items(JsonNode template, Faults faults);

    /** What the tenant has of its own under these keys; nothing for a key under which it has nothing. */
    Map<String, JsonNode> read(CallContext context, Collection<String> keys);

    /** What depends on the tenant's own under these keys; nothing for a key on which nothing does. */
    default Map<String, Usage> usage(CallContext context, Collection<String> keys) {
        return Map.of();
    }

    /**
     * Adds or changes an item.
     *
     * @param expected what the tenant has, null for nothing; 412 {@code precondition-failed} when it has something else
     * @throws ProblemException when it cannot be written
     */
    void write(CallContext context, String key, JsonNode expected, JsonNode document);

    /**
     * Removes an item.
     *
     * @param expected what the tenant has; 412 {@code precondition-failed} when it has something else
     * @throws ProblemException when it is in use
     */
    void remove(CallContext context, String key, JsonNode expected);
}
