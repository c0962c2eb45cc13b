package org.stoa.marketplace.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** In which order listings are found. The id comes last, so that pages neither repeat nor leave out any. */
public enum Sort {
    NEWEST("newest", true, SortKey.PUBLISHED),
    /** Those that are put first, then the newest. */
    FEATURED("featured", true, SortKey.FEATURED, SortKey.PUBLISHED),
    PRICE("price", false, SortKey.PRICE),
    PRICE_DESCENDING("-price", true, SortKey.PRICE),
    DISTANCE("distance", false, SortKey.DISTANCE),
    RELEVANCE("relevance", true, SortKey.RELEVANCE);

    private final String parameter;
    private final boolean descending;
    private final List<SortKey> keys;

    Sort(String parameter, boolean descending, SortKey... keys) {
        this.parameter = parameter;
        this.descending = descending;
        this.keys = List.of(keys);
    }

    String parameter() {
        return parameter;
    }

    boolean isDescending() {
        return descending;
    }

    List<SortKey> keys() {
        return keys;
    }

    boolean isByPrice() {
        return this == PRICE || this == PRICE_DESCENDING;
    }

    /** Whether texts that a client sent can be values of the keys. */
    boolean fits(List<String> values) {
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
