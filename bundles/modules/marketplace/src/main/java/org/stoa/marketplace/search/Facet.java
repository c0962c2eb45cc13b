package org.stoa.marketplace.search;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What listings found can be counted by. */
public enum Facet {
    TYPE("type", "l.type"),
    PRICE_TYPE("priceType", "l.price_type"),
    REMOTE("remote", "l.remote::text"),
    COUNTRY("country", "l.country"),
    CATEGORY("category", null),
    TAG("tag", null);

    private final String parameter;
    private final String expression;

    Facet(String parameter, String expression) {
        this.parameter = parameter;
        this.expression = expression;
    }

    /** What clients call it. */
    public String parameter() {
        return parameter;
    }

    /** Of the table of listings; null where the values are terms. */
    String expression() {
        return expression;
    }

    static Facet of(String parameter) {
        return Arrays.stream(values())
                .filter(facet -> facet.parameter.equals(parameter))
                .findFirst()
                .orElse(null);
    }

    static String names() {
        return Arrays.stream(values()).map(Facet::parameter).collect(Collectors.joining(", "));
    }
}
