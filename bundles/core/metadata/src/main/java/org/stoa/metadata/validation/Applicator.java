package org.stoa.metadata.validation;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keywords that hold schemas: in which shape, and whether these look at the same value as the schema around them. */
enum Applicator {
    ALL_OF("allOf", Shape.LIST, true),
    ANY_OF("anyOf", Shape.LIST, true),
    ONE_OF("oneOf", Shape.LIST, true),
    NOT("not", Shape.ONE, true),
    IF("if", Shape.ONE, true),
    THEN("then", Shape.ONE, true),
    ELSE("else", Shape.ONE, true),
    DEPENDENT_SCHEMAS("dependentSchemas", Shape.MAP, true),
    PREFIX_ITEMS("prefixItems", Shape.LIST, false),
    ITEMS("items", Shape.ONE, false),
    CONTAINS("contains", Shape.ONE, false),
    UNEVALUATED_ITEMS("unevaluatedItems", Shape.ONE, false),
    PROPERTIES("properties", Shape.MAP, false),
    PATTERN_PROPERTIES("patternProperties", Shape.MAP, false),
    ADDITIONAL_PROPERTIES("additionalProperties", Shape.ONE, false),
    UNEVALUATED_PROPERTIES("unevaluatedProperties", Shape.ONE, false),
    PROPERTY_NAMES("propertyNames", Shape.ONE, false),
    CONTENT_SCHEMA("contentSchema", Shape.ONE, false),
    DEFS("$defs", Shape.MAP, false),
    DEFINITIONS("definitions", Shape.MAP, false);

    enum Shape {
        ONE,
        LIST,
        MAP
    }

    private static final Map<String, Applicator> BY_KEYWORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Applicator::keyword, Function.identity()));

    private final String keyword;
    private final Shape shape;
    private final boolean inPlace;

    Applicator(String keyword, Shape shape, boolean inPlace) {
        this.keyword = keyword;
        this.shape = shape;
        this.inPlace = inPlace;
    }

    /** @return null for a keyword that holds no schemas */
    static Applicator of(String keyword) {
        return BY_KEYWORD.get(keyword);
    }

    String keyword() {
        return keyword;
    }

    Shape shape() {
        return shape;
    }

    boolean inPlace() {
        return inPlace;
    }
}
