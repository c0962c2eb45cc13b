package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What JSON Schemas say of values, as types of CEL: of scalars and lists as far as it is plain; of an object, which
 * members it has. An object is open only where its schema says so, by {@code additionalProperties} and the like: what is
 * allowed merely because nothing forbids it is more likely a slip.
 */
@SuppressWarnings("Immutable") // types of what lies deeper, endlessly perhaps, are made when they are asked for
final class SchemaTypes implements CelTypeProvider {

    /** Objects, by names that no expression can contain. */
    private final Map<String, CelType> objects = new ConcurrentHashMap<>();

    /** By the places that speak of them, so that what is described by the same schema has the same type. */
    private final Map<Set<JsonNode>, Integer> numbers = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    CelType of(JsonNode schema) {
        return of(SchemaLevel.of(schema));
    }

    private CelType of(SchemaLevel level) {
        Set<String> kinds = level.kinds();
        boolean nullable = kinds.contains("null");
        if (kinds.size() != (nullable ? 2 : 1)) {
            return SimpleType.DYN;
        }
        return switch (kinds.stream()
                .filter(kind -> !kind.equals("null"))
                .findFirst()
                .orElseThrow()) {
            case "string" -> scalar(SimpleType.STRING, nullable);
            case "number" -> scalar(SimpleType.DOUBLE, nullable);
            case "boolean" -> scalar(SimpleType.BOOL, nullable);
            case "array" -> nullable ? SimpleType.DYN : ListType.create(items(level));
            case "object" -> nullable ? SimpleType.DYN : object(level);
            default -> SimpleType.DYN;
        };
    }

    private static CelType scalar(CelType type, boolean nullable) {
        return nullable ? NullableType.create(type) : type;
    }

    private CelType items(SchemaLevel level) {
        return level.items().map(this::of).orElse(SimpleType.DYN);
    }

    private CelType object(SchemaLevel level) {
        ImmutableSet<String> names = ImmutableSet.copyOf(level.names());
        if (names.isEmpty() && !level.isClosed()) {
            return MapType.create(
                    SimpleType.STRING, level.others().map(this::of).orElse(SimpleType.DYN));
        }
        if (level.isOpen()) {
            return SimpleType.DYN;
        }
        String name = "object#" + numbers.computeIfAbsent(level.places(), any -> count.incrementAndGet());
        return objects.computeIfAbsent(
                name,
                any -> StructType.create(
                        name, names, member -> level.member(member).map(this::of)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(objects.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(objects.get(name));
    }
}
