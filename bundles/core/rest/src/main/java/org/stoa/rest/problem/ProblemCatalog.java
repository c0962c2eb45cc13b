package org.stoa.rest.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemCode;

/** The kinds of problems that the platform and its modules answer with, as far as they are known. Keeps no class of theirs. */
public final class ProblemCatalog {

    /** More than a platform full of modules has; a module that invents more of them stays unexplained. */
    private static final int MOST_CODES = 5000;

    private static final int LONGEST_TEXT = 2000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * What is said of a kind of problem, in English.
     *
     * @param detail explanation of one occurrence, with an ellipsis for what differs; null when all of it differs
     */
    public record Entry(String type, String code, int status, String title, String detail) {}

    public ProblemCatalog() {
        learn(List.of(CommonProblem.values()));
        learn(List.of(RestProblem.values()));
    }

    /** Takes codes in that it does not know. */
    public void learn(Collection<? extends ProblemCode> codes) {
        codes.forEach(this::learn);
    }

    void learn(ProblemCode code) {
        String name = code.code();
        if (name == null || entries.containsKey(name) || entries.size() >= MOST_CODES) {
            return;
        }
        String title = code.title();
        String detail = code.detail();
        if (!isReasonable(name) || !isReasonable(title) || !isReasonable(detail)) {
            return;
        }
        String general = detail.replaceAll("\\{[0-9]}", "…");
        entries.put(
                name,
                new Entry(Problem.typeOf(name), name, code.status(), title, general.equals("…") ? null : general));
    }

    private static boolean isReasonable(String text) {
        return text != null && text.length() <= LONGEST_TEXT;
    }

    /** What is known of a code, or null. */
    public Entry find(String code) {
        return entries.get(code);
    }

    /** Everything known, by code. */
    public Stream<Entry> all() {
        return new TreeMap<>(entries).values().stream();
    }
}
