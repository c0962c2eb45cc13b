package org.stoa.testkit.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.stoa.api.data.Ids;

/**
 * What identifies the things of one tenant. A key is either the template of a path up to a parameter
 * ({@code /billing/invoices/{id}}, which serves {@code /billing/invoices/{id}/issue} too), or a parameter on whatever
 * path ({@code {tenant}}), or the name of a field of bodies and queries ({@code customerId}).
 */
public final class Identifiers {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final long SEED = 7;

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Adds what identifies a thing of this tenant. */
    public Identifiers put(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    /** Adds all of {@code others}. */
    public Identifiers putAll(Identifiers others) {
        values.putAll(others.values);
        return this;
    }

    /** @throws IllegalArgumentException when nothing was added under this key */
    public String get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no identifier is known for " + key));
    }

    boolean isValue(String text) {
        return values.containsValue(text);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a path's parameter: known for the path up to it, or for the parameter wherever it stands. */
    Optional<String> ofPath(String templateUpToParameter) {
        String parameter = templateUpToParameter.substring(templateUpToParameter.lastIndexOf('{'));
        return find(templateUpToParameter).or(() -> find(parameter));
    }

    /** Whether a path's parameter is the same for every tenant, such as the id of a module. */
    static boolean isShared(String templateUpToParameter, Identifiers one, Identifiers other) {
        Optional<String> value = one.ofPath(templateUpToParameter);
        return value.isPresent() && value.equals(other.ofPath(templateUpToParameter));
    }

    /** Identifiers of the same form that nothing has. What {@code other} has under the same value stays as it is. */
    Identifiers nonexistent(Identifiers other) {
        Identifiers made = new Identifiers();
        values.forEach((key, value) ->
                made.put(key, value.equals(other.values.get(key)) ? value : made.sameOrNew(values, value)));
        return made;
    }

    /** {@code text} with every value replaced by its key, so that answers about two things can be compared. */
    String anonymize(String text) {
        String result = text;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            result = result.replace(entry.getValue(), "<" + firstKeyOf(entry.getValue()) + ">");
        }
        return result;
    }

    private String firstKeyOf(String value) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** One thing may be known under several keys: it gets one stand-in. */
    private String sameOrNew(Map<String, String> originals, String value) {
        for (Map.Entry<String, String> entry : originals.entrySet()) {
            if (entry.getValue().equals(value) && values.containsKey(entry.getKey())) {
                return values.get(entry.getKey());
            }
        }
        return UUID_TEXT.matcher(value).matches() ? Ids.next().toString() : ofSameForm(value);
    }

    private static String ofSameForm(String value) {
        Random random = new Random(SEED + value.hashCode());
        StringBuilder result = new StringBuilder();
        value.chars().forEach(character -> result.append(ofSameKind((char) character, random)));
        return result.toString();
    }

    private static char ofSameKind(char character, Random random) {
        if (character >= '0' && character <= '9') {
            return (char) ('0' + random.nextInt(10));
        }
        if (character >= 'a' && character <= 'z') {
            return (char) ('a' + random.nextInt(26));
        }
        if (character >= 'A' && character <= 'Z') {
            return (char) ('A' + random.nextInt(26));
        }
        return character;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
