package org.stoa.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/** Counts what goes to the database: one for each call of a mapper, and one for each commit. */
final class StatementCounter {

    private final AtomicLong statements = new AtomicLong();

    /** How many were sent meanwhile. */
    long during(Runnable work) {
        long before = statements.get();
        work.run();
        return statements.get() - before;
    }

    Database of(Database database) {
        return new Database() {
            @Override
            public <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work) {
                return database.read(context, mapper, each -> work.apply(counted(mapper, each)));
            }

            @Override
            public <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
                statements.incrementAndGet();
                return database.write(
                        context, mapper, (each, transaction) -> work.apply(counted(mapper, each), transaction));
            }
        };
    }

    PlatformDatabase of(PlatformDatabase database) {
        return new PlatformDatabase() {
            @Override
            public <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work) {
                return database.read(context, mapper, each -> work.apply(counted(mapper, each)));
            }

            @Override
            public <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
                statements.incrementAndGet();
                return database.write(
                        context, mapper, (each, transaction) -> work.apply(counted(mapper, each), transaction));
            }

            @Override
            public Map<String, Long> purge(CallContext context, String schema, UUID tenantId) {
                throw new UnsupportedOperationException("its statements are not counted");
            }
        };
    }

    private <M> M counted(Class<M> type, M mapper) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    statements.incrementAndGet();
                    try {
                        return method.invoke(mapper, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
