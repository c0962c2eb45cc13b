package org.stoa.marketplace.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** In which order listings are found. The id comes last, so that pages neither repeat nor leave out any. */
public enum Sort {
    NEWEST("newest", true),
    /** Those that are put first, then the newest. */
    FEATURED("featured", true),
    PRICE("price", false),
    PRICE_DESCENDING("-price", true),
    DISTANCE("distance", false),
    RELEVANCE("relevance", true);

    private final String parameter;
    private final boolean descending;

    Sort(String parameter, boolean descending) {
        this.parameter = parameter;
        this.descending = descending;
    }

    String parameter() {
        return parameter;
    }

    boolean isDescending() {
        return descending;
    }

    List<SortKey> keys() {
        return switch (this) {
            case NEWEST -> List.of(SortKey.PUBLISHED);
            case FEATURED -> List.of(SortKey.FEATURED, SortKey.PUBLISHED);
            case PRICE, PRICE_DESCENDING -> List.of(SortKey.PRICE);
            case DISTANCE -> List.of(SortKey.DISTANCE);
            case RELEVANCE -> List.of(SortKey.RELEVANCE);
        };
    }

    boolean isByPrice() {
        return this == PRICE || this == PRICE_DESCENDING;
    }

    /** Whether texts that a client sent can be values of the keys. */
    boolean fits(List<String> values) {
        List<SortKey> keys = keys();
        if (values.size() != keys.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!keys.get(i).fits(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    static Sort of(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findFirst()
                .orElse(null);
    }

    static String names() {
        return Arrays.stream(values()).map(Sort::parameter).collect(Collectors.joining(", "));
    }
}
