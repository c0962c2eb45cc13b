package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was filled into a search form, as path and query of the operation that finds it. */
final class SearchAddress {

    private SearchAddress() {}

    static String of(Form form, JsonNode values) {
        String type = form.definition().entityType();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("subtype", form.definition().entitySubtype());
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            add(query, value.getKey(), value.getValue());
        }
        String path = type.equals("profile") ? "profiles" : "entities/" + type;
        return path
                + query.entrySet().stream()
                        .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static void add(Map<String, String> query, String name, JsonNode value) {
        if (name.equals("near")) {
            query.put(name, number(value.path("latitude")) + "," + number(value.path("longitude")));
            query.put("radius", number(value.path("radiusKm")) + "km");
        } else if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(each -> texts.add(each.asText().replace(",", "\\,")));
            if (!texts.isEmpty()) {
                query.put(name, String.join(",", texts));
            }
        } else if (value.isObject()) {
            String currency = value.has("currency") ? value.path("currency").asText() + " " : "";
            end(query, name + ".gte", currency, value.path("from"));
            end(query, name + ".lte", currency, value.path("to"));
        } else if (!value.asText().isBlank()) {
            query.put(name, value.asText());
        }
    }

    private static void end(Map<String, String> query, String parameter, String currency, JsonNode end) {
        if (!end.isMissingNode()) {
            query.put(parameter, currency + (end.isNumber() ? number(end) : end.asText()));
        }
    }

    private static String number(JsonNode number) {
        return number.decimalValue().toPlainString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
