package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.data.Json;

/** Makes the mapper between JSON and the records of one bundle. */
final class StrictMapper {

    static final int DEEPEST = 50;
    static final int LONGEST_NAME = 200;
    static final int LONGEST_NUMBER = 100;

    private static final int CACHED_TYPES = 200;

    private StrictMapper() {}

    /**
     * A mapper that shares no cache with another, so that the classes of a module go when the module goes.
     *
     * @param bodyLimit longest string, in characters
     */
    static ObjectMapper create(ClassLoader loader, int bodyLimit) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(bodyLimit)
                        .build())
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        ObjectMapper mapper = JsonMapper.builder(factory)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                        SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .accessorNaming(new RecordsByComponent())
                .addModule(module())
                .build();
        LookupCache<Object, JavaType> types = new LRUMap<>(16, CACHED_TYPES);
        mapper.setTypeFactory(
                TypeFactory.defaultInstance().withClassLoader(loader).withCache(types));
        mapper.addHandler(new CollectingProblemHandler());
        return mapper;
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("stoa");
        for (ScalarType<?> type : ScalarType.ALL) {
            addScalar(module, type);
        }
        module.addSerializer(Currency.class, ToStringSerializer.instance);
        module.addSerializer(Locale.class, new LanguageSerializer());
        module.addSerializer(Json.class, new RawJsonSerializer());
        module.addDeserializer(Json.class, new RawJsonDeserializer());
        module.addDeserializer(Object.class, new FreeValueDeserializer());
        module.addDeserializer(String.class, StrictDeserializer.string());
        module.addDeserializer(Boolean.class, StrictDeserializer.bool(Boolean.class));
        module.addDeserializer(boolean.class, StrictDeserializer.bool(boolean.class));
        module.addDeserializer(BigInteger.class, StrictDeserializer.bigInteger());
        module.addDeserializer(BigDecimal.class, StrictDeserializer.decimal(BigDecimal.class, number -> number));
        for (Class<Integer> type : Arrays.asList(Integer.class, int.class)) {
            module.addDeserializer(
                    type, StrictDeserializer.integer(type, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue));
        }
        for (Class<Long> type : Arrays.asList(Long.class, long.class)) {
            module.addDeserializer(
                    type, StrictDeserializer.integer(type, Long.MIN_VALUE, Long.MAX_VALUE, number -> number));
        }
        for (Class<Short> type : Arrays.asList(Short.class, short.class)) {
            module.addDeserializer(
                    type, StrictDeserializer.integer(type, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue));
        }
        for (Class<Double> type : Arrays.asList(Double.class, double.class)) {
            module.addDeserializer(type, StrictDeserializer.decimal(type, BigDecimal::doubleValue));
        }
        module.setDeserializerModifier(new StrictEnums());
        return module;
    }

    private static <T> void addScalar(SimpleModule module, ScalarType<T> type) {
        module.addDeserializer(type.type(), StrictDeserializer.scalar(type));
        module.addSerializer(type.type(), ToStringSerializer.instance);
    }

    /** What a record writes is its components, not every method that happens to begin with "is" or "get". */
    private static final class RecordsByComponent extends DefaultAccessorNamingStrategy.Provider {
        private static final long serialVersionUID = 1L;

        @Override
        public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass record) {
            Set<String> components = Arrays.stream(record.getRawType().getRecordComponents())
                    .map(component -> component.getName())
                    .collect(Collectors.toUnmodifiableSet());
            return new DefaultAccessorNamingStrategy.RecordNaming(config, record) {
                @Override
                public String findNameForRegularGetter(AnnotatedMethod method, String name) {
                    return components.contains(name) ? name : null;
                }

                @Override
                public String findNameForIsGetter(AnnotatedMethod method, String name) {
                    return null;
                }
            };
        }
    }

    /** Enums by the exact names of their constants, or as these say they are written. */
    private static final class StrictEnums extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> other) {
            return StrictDeserializer.scalar(ScalarType.find(type.getRawClass()));
        }
    }

    private static final class LanguageSerializer extends StdSerializer<Locale> {
        private static final long serialVersionUID = 1L;

        LanguageSerializer() {
            super(Locale.class);
        }

        @Override
        public void serialize(Locale locale, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(locale.toLanguageTag());
        }
    }

    private static final class RawJsonSerializer extends StdSerializer<Json> {
        private static final long serialVersionUID = 1L;

        RawJsonSerializer() {
            super(Json.class);
        }

        @Override
        public void serialize(Json value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(value.text());
        }
    }

    /** Takes a value of any shape as it is; only its spacing is lost. */
    private static final class RawJsonDeserializer extends StdDeserializer<Json> {
        private static final long serialVersionUID = 1L;
        private static final ObjectMapper FREE_VALUES = JsonMapper.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();

        RawJsonDeserializer() {
            super(Json.class);
        }

        @Override
        public Json deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object value = context.findRootValueDeserializer(context.constructType(Object.class))
                    .deserialize(parser, context);
            return new Json(FREE_VALUES.writeValueAsString(value));
        }
    }
}
