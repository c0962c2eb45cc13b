package org.stoa.rest.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of a body that are trees, as in {@code JsonNode data}: JSON to be looked at, where what is to be stored is
 * {@link org.stoa.api.data.Json}. PostgreSQL takes no NUL, but a tree may have it.
 */
final class Unstored {

    private static final ClassValue<Set<String>> MEMBERS = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return !type.isRecord()
                    ? Set.of()
                    : Arrays.stream(type.getRecordComponents())
                            .filter(component -> isTree(component.getGenericType()))
                            .map(RecordComponent::getName)
                            .collect(Collectors.toUnmodifiableSet());
        }
    };

    private Unstored() {}

    static Set<String> members(Class<?> body) {
        return MEMBERS.get(body);
    }

    private static boolean isTree(Type type) {
        return type == JsonNode.class
                || type instanceof ParameterizedType map
                        && map.getRawType() == Map.class
                        && map.getActualTypeArguments()[1] == JsonNode.class;
    }
}
