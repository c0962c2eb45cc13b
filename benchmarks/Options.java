import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Options of a benchmark, each with a value: {@code --name value}. What is wrong ends the program. */
final class Options {

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

    /** Once all others were asked for. */
    void end() {
        for (String name : values.keySet()) {
            if (!name.equals("--distribution") && !name.equals("--work") && !name.equals("--java-options")) {
                throw refused(name + " is no option; the beginning of the script tells which there are");
            }
        }
    }

    Path distribution() {
        return Path.of(values.get("--distribution"));
    }

    /** Where copies and data go. */
    Path work() {
        return Path.of(values.getOrDefault("--work", System.getProperty("java.io.tmpdir") + "/stoa-benchmarks"));
    }

    /** Of the platform: without rate limits, with the options of the Java machine that were stated. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "STOA_RATE_CLIENT_PER_MINUTE", "0",
                "STOA_RATE_TENANT_PER_MINUTE", "0",
                "STOA_RATE_PUBLIC_PER_MINUTE", "0"));
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
