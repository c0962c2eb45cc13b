package org.stoa.rest.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.QueryParameters;

/** The parameters of a query ({@code application/x-www-form-urlencoded}), in their order. */
public final class ParsedQuery {

    private static final ParsedQuery NONE = new ParsedQuery(List.of());

    private final List<String[]> pairs;

    private ParsedQuery(List<String[]> pairs) {
        this.pairs = pairs;
    }

    /** Reads a query whose escapes were checked before; null is none. */
    static ParsedQuery parse(String query) {
        if (query == null || query.isEmpty()) {
            return NONE;
        }
        List<String[]> pairs = new ArrayList<>();
        int from = 0;
        while (from <= query.length()) {
            int end = query.indexOf('&', from);
            end = end < 0 ? query.length() : end;
            if (end > from) {
                int equals = query.indexOf('=', from);
                boolean valued = equals >= 0 && equals < end;
                String name = Escapes.decodeForm(query.substring(from, valued ? equals : end));
                pairs.add(new String[] {name, valued ? Escapes.decodeForm(query.substring(equals + 1, end)) : ""});
            }
            from = end + 1;
        }
        return new ParsedQuery(pairs);
    }

    /**
     * Refuses what an operation does not know: a misspelt {@code simulate} must not become the act itself.
     *
     * @param single names that may come once
     * @param repeated names that may come several times
     * @throws ProblemException 400 {@code invalid-request} that names every parameter refused
     */
    public void requireKnown(Set<String> single, Set<String> repeated) {
        if (pairs.isEmpty()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        ProblemException refused = null;
        for (String[] pair : pairs) {
            String name = pair[0];
            boolean known = single.contains(name) || repeated.contains(name);
            if (known && (seen.add(name) || repeated.contains(name))) {
                continue;
            }
            if (refused == null) {
                refused =
                        ProblemException.of(CommonProblem.INVALID_REQUEST, "The query is not valid; errors names why");
            }
            refused.withField(name, known ? "must be given once" : "is not a parameter of this operation");
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** Every parameter, as operations see them that check the names by themselves. */
    public QueryParameters all() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String[] pair : pairs) {
            values.computeIfAbsent(pair[0], any -> new ArrayList<>()).add(pair[1]);
        }
        return new QueryParameters(values);
    }

    /** The first value of a parameter, or null. */
    public String first(String name) {
        for (String[] pair : pairs) {
            if (pair[0].equals(name)) {
                return pair[1];
            }
        }
        return null;
    }

    /** Every value of a parameter. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String[] pair : pairs) {
            if (pair[0].equals(name)) {
                values.add(pair[1]);
            }
        }
        return Collections.unmodifiableList(values);
    }
}
