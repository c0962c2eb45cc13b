package org.stoa.rest.openapi;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stoa.api.data.Json;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.value.Money;
import org.stoa.rest.json.ScalarType;

/**
 * Describes types as schemas of OpenAPI 3.0. Records become components that are referred to. What a client sends must
 * have what its constraints demand; what only the platform sends always has every member.
 */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String API = "org.stoa.api.";

    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** Where a type is met. */
    enum Direction {
        REQUEST,
        RESPONSE
    }

    /** Component schemas by name, as far as types were described. */
    Map<String, ObjectNode> components() {
        return components;
    }

    /** @param module id of the module whose type it is, or null for the core */
    ObjectNode schema(JavaType type, ObjectMapper mapper, String module, Direction direction) {
        return new Describer(mapper, module, direction).schema(type);
    }

    /** Schema of a merge patch to a record: every member may be absent, and null removes. */
    ObjectNode patch(JavaType record, ObjectMapper mapper, String module) {
        Describer describer = new Describer(mapper, module, Direction.REQUEST);
        ObjectNode full = describer.object(record);
        ObjectNode patch = JSON.objectNode().put("type", "object");
        ObjectNode properties = patch.putObject("properties");
        full.path("properties").properties().forEach(property -> {
            ObjectNode optional = ((ObjectNode) property.getValue()).deepCopy();
            properties.set(property.getKey(), nullable(optional));
        });
        return patch;
    }

    private static ObjectNode nullable(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode wrapper = JSON.objectNode().put("nullable", true);
            wrapper.putArray("allOf").add(schema);
            return wrapper;
        }
        return schema.isEmpty() ? schema : schema.put("nullable", true);
    }

    private final class Describer {
        private final ObjectMapper mapper;
        private final String module;
        private final Direction direction;

        Describer(ObjectMapper mapper, String module, Direction direction) {
            this.mapper = mapper;
            this.module = module;
            this.direction = direction;
        }

        ObjectNode schema(JavaType type) {
            Class<?> raw = type.getRawClass();
            ObjectNode plain = plain(raw);
            if (plain != null) {
                return plain;
            }
            if (raw == Optional.class) {
                return nullable(schema(type.containedTypeOrUnknown(0)));
            }
            if (type.isArrayType() || type.isCollectionLikeType()) {
                ObjectNode array = JSON.objectNode().put("type", "array");
                array.set("items", schema(type.getContentType()));
                return array;
            }
            if (type.isMapLikeType()) {
                ObjectNode map = JSON.objectNode().put("type", "object");
                map.set("additionalProperties", schema(type.getContentType()));
                return map;
            }
            boolean free = raw == Object.class || raw == Json.class || JsonNode.class.isAssignableFrom(raw);
            return free ? JSON.objectNode() : reference(type);
        }

        private ObjectNode plain(Class<?> raw) {
            ScalarType<?> scalar = ScalarType.find(raw);
            if (scalar != null) {
                return scalar(scalar, raw);
            }
            ObjectNode schema = JSON.objectNode();
            if (raw == String.class || raw == char.class) {
                return schema.put("type", "string");
            }
            if (raw == boolean.class || raw == Boolean.class) {
                return schema.put("type", "boolean");
            }
            if (raw == int.class || raw == Integer.class || raw == short.class || raw == Short.class) {
                return schema.put("type", "integer").put("format", "int32");
            }
            if (raw == long.class || raw == Long.class) {
                return schema.put("type", "integer").put("format", "int64");
            }
            if (raw == BigInteger.class) {
                return schema.put("type", "integer");
            }
            if (raw == double.class || raw == Double.class || raw == float.class || raw == Float.class) {
                return schema.put("type", "number").put("format", "double");
            }
            if (raw == BigDecimal.class) {
                return schema.put("type", "number");
            }
            if (raw == byte[].class) {
                return schema.put("type", "string").put("format", "binary");
            }
            return raw == MergePatch.class ? schema.put("type", "object").put("additionalProperties", true) : null;
        }

        private ObjectNode scalar(ScalarType<?> scalar, Class<?> raw) {
            ObjectNode schema = JSON.objectNode().put("type", "string");
            if (scalar.format() != null) {
                schema.put("format", scalar.format());
            }
            if (raw.isEnum()) {
                ArrayNode names = schema.putArray("enum");
                for (Object constant : raw.getEnumConstants()) {
                    names.add(ScalarType.wireName(constant));
                }
            }
            return schema;
        }

        private ObjectNode reference(JavaType type) {
            String name = name(type);
            if (!components.containsKey(name)) {
                // a record may contain itself
                components.put(name, JSON.objectNode());
                components.put(name, type.getRawClass() == Money.class ? money() : object(type));
            }
            return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
        }

        ObjectNode object(JavaType type) {
            ObjectNode schema = JSON.objectNode().put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            List<String> required = new ArrayList<>();
            BeanDescription description = mapper.getSerializationConfig().introspect(type);
            for (BeanPropertyDefinition property : description.findProperties()) {
                List<Annotation> annotations = annotations(type.getRawClass(), property);
                ObjectNode value = schema(property.getPrimaryType());
                if (!value.has("$ref")) {
                    Constrained.apply(annotations, value);
                }
                boolean demanded = property.getPrimaryType().isPrimitive() || Constrained.isRequired(annotations);
                properties.set(property.getName(), demanded ? value : nullable(value));
                if (demanded || direction == Direction.RESPONSE) {
                    required.add(property.getName());
                }
            }
            if (!required.isEmpty()) {
                required.forEach(schema.putArray("required")::add);
            }
            if (direction == Direction.REQUEST) {
                schema.put("additionalProperties", false);
            }
            return schema;
        }

        private ObjectNode money() {
            ObjectNode schema = JSON.objectNode().put("type", "object");
            schema.put("description", "An exact amount in one currency, with as many decimals as the currency has");
            ObjectNode properties = schema.putObject("properties");
            properties
                    .putObject("amount")
                    .put("type", "string")
                    .put("pattern", "^-?[0-9]{1,13}(?:\\.[0-9]{1,10})?$")
                    .put("example", "12.30");
            properties
                    .putObject("currency")
                    .put("type", "string")
                    .put("pattern", "^[A-Z]{3}$")
                    .put("example", "EUR");
            schema.putArray("required").add("amount").add("currency");
            return schema;
        }

        /**
         * {@code billing.Invoice}, {@code PageOfTenant}. Answers are described first; a type of theirs that is also sent
         * by clients is another one there: {@code AddressInput}.
         */
        private String name(JavaType type) {
            boolean shared = type.getRawClass() == Money.class;
            String owner =
                    type.toCanonical() + '@' + System.identityHashCode(type.getRawClass()) + (shared ? "" : direction);
            String base = plainName(type);
            String name = base;
            String suffix = direction == Direction.REQUEST ? "Input" : "";
            for (int i = 1; !owners.computeIfAbsent(name, any -> owner).equals(owner); i++) {
                name = base + suffix + (i == 1 && !suffix.isEmpty() ? "" : i + 1);
            }
            return name;
        }

        private String plainName(JavaType type) {
            Class<?> raw = type.getRawClass();
            StringBuilder name = new StringBuilder();
            if (module != null && !raw.getName().startsWith(API)) {
                name.append(module).append('.');
            }
            String simple = raw.getName().substring(raw.getPackageName().length() + 1);
            name.append(simple.replace("$", ""));
            for (int i = 0; i < type.containedTypeCount(); i++) {
                String argument = plainName(type.containedType(i));
                name.append(i == 0 ? "Of" : "And").append(argument.substring(argument.indexOf('.') + 1));
            }
            return name.toString();
        }
    }

    /** Of the component and, for classes, of the getter. */
    private static List<Annotation> annotations(Class<?> type, BeanPropertyDefinition property) {
        List<Annotation> annotations = new ArrayList<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (field.getName().equals(property.getInternalName())) {
                    annotations.addAll(Arrays.asList(field.getAnnotations()));
                }
            }
        }
        AnnotatedMember accessor = property.getAccessor();
        if (annotations.isEmpty() && accessor != null && accessor.getAnnotated() != null) {
            annotations.addAll(Arrays.asList(accessor.getAnnotated().getAnnotations()));
        }
        return annotations;
    }
}
