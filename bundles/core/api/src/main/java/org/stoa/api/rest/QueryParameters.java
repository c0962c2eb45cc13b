package org.stoa.api.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every query parameter of a request, for operations whose parameters depend on data, such as a search by fields that a
 * tenant has declared. An operation that declares {@code @Context QueryParameters} checks by itself which names it knows.
 *
 * @param values decoded values by decoded name, both in the order of the query
 */
public record QueryParameters(Map<String, List<String>> values) {

    public QueryParameters {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, texts) -> copy.put(name, List.copyOf(texts)));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * The value of a parameter that may be given once; null when it is not given.
     *
     * @throws ProblemException 400 {@code invalid-request} when it is given several times
     */
    public String single(String name) {
        List<String> texts = values.getOrDefault(name, List.of());
        if (texts.size() > 1) {
            throw ProblemException.invalid(name, "must be given once");
        }
        return texts.isEmpty() ? null : texts.get(0);
    }
}
