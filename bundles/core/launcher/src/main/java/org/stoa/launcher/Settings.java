package org.stoa.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.utils.properties.InterpolationHelper;
import org.apache.felix.utils.properties.Properties;

/**
 * What has to be known before the framework runs, as the configuration files in {@code etc} say it. Their values name
 * the environment ({@code ${env:STOA_HTTP_PORT:-8181}}), so that a file and a variable never disagree.
 *
 * @param home where the platform is installed
 * @param dataDirectory absolute; all that must survive, and the runtime's disposable state in {@code karaf}
 * @param httpHost not yet checked
 * @param httpPort as written, not yet checked
 * @param databaseUrl empty for the embedded PostgreSQL
 * @param redisUrl empty where nodes share no caches
 * @param administratorEmail whom the platform belongs to at its first start
 */
record Settings(
        Path home,
        Path dataDirectory,
        String httpHost,
        String httpPort,
        String databaseUrl,
        String redisUrl,
        String administratorEmail) {

    /** @throws StartRefusedException when a configuration file cannot be read */
    static Settings read(Path home, Path dataDirectory, Map<String, String> environment) throws StartRefusedException {
        Path etc = home.resolve("etc");
        Map<String, String> web = load(etc.resolve("org.ops4j.pax.web.cfg"), environment);
        Map<String, String> data = load(etc.resolve("org.stoa.data.cfg"), environment);
        Map<String, String> access = load(etc.resolve("org.stoa.access.cfg"), environment);
        return new Settings(
                home,
                dataDirectory.toAbsolutePath().normalize(),
                web.getOrDefault("org.ops4j.pax.web.listening.addresses", "127.0.0.1"),
                web.getOrDefault("org.osgi.service.http.port", "8181"),
                data.getOrDefault("url", ""),
                data.getOrDefault("redisUrl", ""),
                access.getOrDefault("administrator.email", ""));
    }

    private static Map<String, String> load(Path file, Map<String, String> environment) throws StartRefusedException {
        Map<String, String> values = new HashMap<>();
        if (!Files.exists(file)) {
            return values;
        }
        Properties properties = new Properties(false);
        try {
            properties.load(file.toFile());
        } catch (IOException e) {
            throw new StartRefusedException("Cannot read " + file + " (" + e.getMessage() + "). Correct the file.");
        }
        properties.forEach((key, value) -> values.put(key, value.trim()));
        InterpolationHelper.performSubstitution(values, (InterpolationHelper.SubstitutionCallback)
                name -> name.startsWith("env:") ? environment.get(name.substring(4)) : System.getProperty(name));
        return values;
    }

    Path runtimeDirectory() {
        return dataDirectory.resolve("karaf");
    }

    Path logFile() {
        return runtimeDirectory().resolve("log").resolve("stoa.log");
    }

    Path firstAdministratorFile() {
        return dataDirectory.resolve("first-administrator");
    }

    /** Where a client on this machine reaches the platform, without a slash at the end. */
    String baseUrl() {
        String host = httpHost.equals("0.0.0.0") || httpHost.equals("::") ? "127.0.0.1" : httpHost;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + httpPort;
    }
}
