package org.stoa.data.mapper;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.cache.CacheKey;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.Transaction;

/** MyBatis without what costs more than the statements: its local cache, and its way to make records. */
final class MapperConfiguration extends Configuration {

    private final Map<String, RecordRows> records = new ConcurrentHashMap<>();

    MapperConfiguration() {
        getLanguageRegistry().register(new RememberedStatements());
        getLanguageRegistry().setDefaultDriverClass(RememberedStatements.class);
    }

    @Override
    public Executor newExecutor(Transaction transaction, ExecutorType type) {
        return new UncachedExecutor(this, transaction);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ResultSetHandler newResultSetHandler(
            Executor executor,
            MappedStatement statement,
            RowBounds bounds,
            ParameterHandler parameters,
            ResultHandler handler,
            BoundSql sql) {
        ResultSetHandler usual = super.newResultSetHandler(executor, statement, bounds, parameters, handler, sql);
        boolean all = handler == null && bounds == RowBounds.DEFAULT;
        return all && RecordResults.apply(statement) ? new RecordResults(usual, statement, records) : usual;
    }

    /** Every query is asked of PostgreSQL, so none is worth a key made of its text and parameters. */
    private static final class UncachedExecutor extends SimpleExecutor {

        private int queries;

        UncachedExecutor(Configuration configuration, Transaction transaction) {
            super(configuration, transaction);
        }

        @Override
        public CacheKey createCacheKey(MappedStatement statement, Object parameter, RowBounds bounds, BoundSql sql) {
            CacheKey key = new CacheKey();
            key.update(++queries);
            return key;
        }
    }
}
