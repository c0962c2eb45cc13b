package org.stoa.data.service;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.stoa.data.cache.RedisStore;
import org.stoa.data.cache.SharedStore;
import org.stoa.data.connection.PoolSettings;

/** Starts the data layer as the configuration {@code org.stoa.data} says; its services appear when the database is there. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.stoa.data")
public final class DataComponent {

    private final DataLayer layer;

    /** The configuration {@code org.stoa.data}. */
    @interface Config {
        /** JDBC URL of an external PostgreSQL, 15 or newer; empty: one of the platform's own is started. */
        String url() default "";

        /** The role that owns the external database. */
        String user() default "";

        String password() default "";

        /** Where the platform's own PostgreSQL keeps its data; empty: {@code var} in Karaf's directory. */
        String directory() default "";

        /** {@code redis://} or {@code rediss://} URL of a Redis in which nodes share their caches; empty: they share nothing. */
        String redisUrl() default "";

        /** Most connections per bundle. */
        int poolSize() default 8;

        /** How long a request waits for a connection before it is answered 503. */
        int connectionTimeoutMillis() default 5_000;

        /** How long one statement may run. */
        int statementTimeoutMillis() default 30_000;
    }

    @Activate
    public DataComponent(BundleContext context, Config config) {
        PoolSettings settings = new PoolSettings(
                config.poolSize(),
                Duration.ofMillis(config.connectionTimeoutMillis()),
                Duration.ofMillis(config.statementTimeoutMillis()));
        ServerSource source = config.url().isBlank()
                ? ServerSource.embedded(directory(config.directory()))
                : ServerSource.external(config.url().trim(), config.user(), config.password());
        SharedStore store = config.redisUrl().isBlank()
                ? SharedStore.NONE
                : RedisStore.at(config.redisUrl().trim());
        layer = new DataLayer(context, source, settings, store);
        layer.start();
    }

    private static Path directory(String configured) {
        if (!configured.isBlank()) {
            return Path.of(configured.trim());
        }
        return Path.of(System.getProperty("karaf.base", "."), "var");
    }

    @Deactivate
    void stop() {
        layer.close();
    }
}
