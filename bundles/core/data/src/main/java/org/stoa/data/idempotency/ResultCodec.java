package org.stoa.data.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.stoa.api.security.CallContext;
import org.stoa.data.json.StoredJson;

/**
 * Results of writes as JSON and back. A result is null, a value of the bundle, of the API or a simple one of the JDK,
 * or an Optional or a List of values of one such type.
 */
public final class ResultCodec {

    private static final String OPTIONAL = "optional";
    private static final String LIST = "list";
    private static final Set<Class<?>> SIMPLE = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class);

    private final ClassLoader bundle;
    private final StoredJson json;

    /** @param bundle loader of the bundle whose results these are */
    public ResultCodec(ClassLoader bundle) {
        this.bundle = bundle;
        json = new StoredJson(bundle);
    }

    /** @throws IllegalStateException when the value is of a kind that could not be read back */
    public String encode(Object result) {
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        if (result instanceof Optional<?> optional) {
            stored.put("kind", OPTIONAL);
            return put(stored, optional.orElse(null)).toString();
        }
        if (result instanceof List<?> list) {
            stored.put("kind", LIST);
            return putAll(stored, list).toString();
        }
        return put(stored, result).toString();
    }

    /** What {@link #encode} was given. */
    public Object decode(String encoded) {
        JsonNode stored = StoredJson.parse(encoded);
        JsonNode value = stored.get("value");
        Class<?> type = stored.has("type") ? load(stored.get("type").asText()) : Object.class;
        return switch (stored.path("kind").asText()) {
            case OPTIONAL -> value.isNull() ? Optional.empty() : Optional.of(json.value(value, type));
            case LIST -> list(value, type);
            default -> value.isNull() ? null : json.value(value, type);
        };
    }

    private List<Object> list(JsonNode values, Class<?> type) {
        List<Object> list = new ArrayList<>();
        values.forEach(value -> list.add(value.isNull() ? null : json.value(value, type)));
        return Collections.unmodifiableList(list);
    }

    private ObjectNode put(ObjectNode stored, Object value) {
        if (value != null) {
            stored.put("type", nameOf(typeOf(value)));
        }
        stored.set("value", json.tree(value));
        return stored;
    }

    private ObjectNode putAll(ObjectNode stored, List<?> values) {
        ArrayNode array = stored.putArray("value");
        Class<?> type = null;
        for (Object value : values) {
            if (value != null && type != null && typeOf(value) != type) {
                throw new IllegalStateException("a repeatable write returned a list of different types: "
                        + type.getName() + " and " + typeOf(value).getName());
            }
            type = value == null ? type : typeOf(value);
            array.add(json.tree(value));
        }
        if (type != null) {
            stored.put("type", nameOf(type));
        }
        return stored;
    }

    private static Class<?> typeOf(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    private String nameOf(Class<?> type) {
        if (type.isAnonymousClass() || type.isHidden() || load(type.getName()) != type) {
            throw notRepeatable(type.getName());
        }
        return type.getName();
    }

    private Class<?> load(String name) {
        try {
            Class<?> type = Class.forName(name, false, bundle);
            ClassLoader loader = type.getClassLoader();
            boolean known = loader == null
                    ? SIMPLE.contains(type) || type.getPackageName().equals("java.time")
                    : loader == bundle || loader == CallContext.class.getClassLoader();
            if (known) {
                return type;
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the stored result is a " + name + ", which the bundle no longer has", e);
        }
        throw notRepeatable(name);
    }

    private static IllegalStateException notRepeatable(String type) {
        return new IllegalStateException("a write with an Idempotency-Key cannot return a " + type
                + ": return a record of values, a simple value, or an Optional or List of them");
    }
}
