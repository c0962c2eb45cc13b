package org.stoa.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON of any shape into maps, lists, strings, exact numbers and booleans. */
final class FreeValueDeserializer extends StdDeserializer<Object> {

    private static final long serialVersionUID = 1L;

    FreeValueDeserializer() {
        super(Object.class);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, FIELD_NAME -> object(parser, context);
            case START_ARRAY -> array(parser, context);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser, context);
            default -> null;
        };
    }

    private Map<String, Object> object(JsonParser parser, DeserializationContext context) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            parser.nextToken();
        }
        while (parser.hasToken(JsonToken.FIELD_NAME)) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, deserialize(parser, context));
            parser.nextToken();
        }
        return object;
    }

    private List<Object> array(JsonParser parser, DeserializationContext context) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(deserialize(parser, context));
        }
        return array;
    }

    private static BigDecimal decimal(JsonParser parser, DeserializationContext context) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        if (!ScalarType.isReasonable(number)) {
            MappingErrors errors = MappingErrors.of(context);
            errors.add(FieldPath.current(parser), errors.messages().get("decimal", ScalarType.MOST_DIGITS));
            return BigDecimal.ZERO;
        }
        return number;
    }
}
