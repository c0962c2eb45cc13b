import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Options of a benchmark, each with a value: {@code --name value}. What is wrong ends the program. */
final class Options {

    private static final Set<String> COMMON = Set.of("--benchmarks", "--work", "--java-options");

    private final Map<String, String> values = new TreeMap<>();

    Options(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw refused(arguments[i] + " must be an option with a value, such as --seconds 10");
            }
            values.put(arguments[i], arguments[i + 1]);
        }
    }

    int number(String name, int otherwise) {
        String text = values.remove(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw refused(name + " must be a whole number, not " + text);
        }
        return Integer.parseInt(text);
    }

    boolean flag(String name) {
        String text = values.remove(name);
        if (text != null && !text.equals("yes") && !text.equals("no")) {
            throw refused(name + " must be yes or no, not " + text);
        }
        return "yes".equals(text);
    }

    /** Once all others were asked for. */
    void end() {
        for (String name : values.keySet()) {
            if (!COMMON.contains(name)) {
                throw refused(name + " is no option; the beginning of the script tells which there are");
            }
        }
    }

    /** The folder of the benchmarks. */
    Path benchmarks() {
        return Path.of(values.get("--benchmarks"));
    }

    /** The one that was built last. */
    Path distribution() {
        return benchmarks().resolveSibling("karaf-distribution/target/assembly");
    }

    /** Where copies and data go. */
    Path work() {
        return Path.of(values.getOrDefault("--work", System.getProperty("java.io.tmpdir") + "/stoa-benchmarks"));
    }

    /**
     * Of the platform: with the options of the Java machine that were stated.
     *
     * @param turns whether only so many requests of a tenant are worked on at once
     */
    Map<String, String> environment(boolean rateLimits, boolean turns) {
        Map<String, String> environment = new HashMap<>();
        if (!rateLimits) {
            environment.put("STOA_RATE_CLIENT_PER_MINUTE", "0");
            environment.put("STOA_RATE_TENANT_PER_MINUTE", "0");
            environment.put("STOA_RATE_PUBLIC_PER_MINUTE", "0");
        }
        if (!turns) {
            environment.put("STOA_TENANT_REQUESTS", "0");
        }
        String java = values.get("--java-options");
        if (java != null) {
            environment.put("STOA_JAVA_OPTS", java);
        }
        return environment;
    }

    private static RuntimeException refused(String problem) {
        System.err.println(problem);
        System.exit(2);
        return new IllegalStateException(problem);
    }
}
