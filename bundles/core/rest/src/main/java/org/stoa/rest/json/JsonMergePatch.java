package org.stoa.rest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.stoa.api.rest.MergePatch;

/** A merge patch (RFC 7396) that was read from JSON. */
final class JsonMergePatch implements MergePatch {

    private final JsonNode patch;
    private final JsonCodec codec;
    private final Messages messages;

    JsonMergePatch(JsonNode patch, JsonCodec codec, Messages messages) {
        this.patch = patch;
        this.codec = codec;
        this.messages = messages;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Record> T applyTo(T current) {
        MappingErrors errors = new MappingErrors(messages);
        if (!patch.isObject()) {
            errors.add(FieldPath.BODY, messages.get("object"));
            throw errors.problem();
        }
        JsonNode before = codec.tree(current);
        // null for a member that is not there would vanish without a trace, and a typing error with it
        patch.properties().stream()
                .filter(member -> member.getValue().isNull() && !before.has(member.getKey()))
                .forEach(member -> errors.add(Text.printable(member.getKey()), messages.get("unknown")));
        if (!errors.isEmpty()) {
            throw errors.problem();
        }
        JsonNode after = apply(before, patch);
        return (T) codec.read(codec.mapper().constructType(current.getClass()), after, messages);
    }

    /** The algorithm of RFC 7396, section 2. */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), apply(result.get(member.getKey()), member.getValue()));
            }
        }
        return result;
    }
}
