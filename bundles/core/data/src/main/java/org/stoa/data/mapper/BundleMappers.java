package org.stoa.data.mapper;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.stoa.api.data.Json;

/** The MyBatis mappers of one bundle; forgotten with the bundle, so that its classes can go. */
public final class BundleMappers {

    private final ClassLoader loader;
    private final Configuration configuration;
    private final Set<Class<?>> registered = ConcurrentHashMap.newKeySet();

    /** @param loader the bundle's class loader, through which MyBatis finds the types that mappers name */
    public BundleMappers(ClassLoader loader) {
        this.loader = loader;
        configuration = withBundleLoader(BundleMappers::configuration);
    }

    private static Configuration configuration() {
        Configuration configuration = new MapperConfiguration();
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        configuration.setDefaultExecutorType(ExecutorType.SIMPLE);
        var handlers = configuration.getTypeHandlerRegistry();
        handlers.register(UUID.class, new UuidHandler());
        handlers.register(Instant.class, new InstantHandler());
        handlers.register(Json.class, new JsonHandler());
        handlers.register(List.class, new ListHandler());
        handlers.register(Object.class, new AnyTypeHandler(configuration));
        return configuration;
    }

    /** A session over the connection that {@code transaction} gives. */
    public SqlSession session(Transaction transaction) {
        return new DefaultSqlSession(configuration, configuration.newExecutor(transaction), false);
    }

    /** The mapper of this type, whose failures are what {@code translate} makes of them. */
    public <M> M mapper(SqlSession session, Class<M> type, Function<RuntimeException, RuntimeException> translate) {
        register(type);
        M mapper = configuration.getMapper(type, session);
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                method.setAccessible(true);
                return method.invoke(mapper, arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw translate.apply(failure);
                }
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** MyBatis says it has a mapper while it still reads its statements, so what it has finished is noted here. */
    private void register(Class<?> type) {
        if (registered.contains(type)) {
            return;
        }
        synchronized (configuration) {
            if (registered.contains(type)) {
                return;
            }
            withBundleLoader(() -> {
                configuration.addMapper(type);
                return type;
            });
            registered.add(type);
        }
    }

    private <T> T withBundleLoader(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(previous);
        }
    }
}
