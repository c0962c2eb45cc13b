package org.stoa.data.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.ibatis.transaction.Transaction;
import org.stoa.data.connection.ConnectionLease;
import org.stoa.data.connection.OutdatedPlans;
import org.stoa.data.connection.RolePool;

/**
 * The statements of one unit of work. A read executes each on its own; a write begins a transaction with its first
 * statement. A connection is taken from the pool when the first statement asks for it.
 */
final class DatabaseSession implements AutoCloseable {

    private final RolePool pool;
    private final SessionScope scope;
    private final ScopedStatements statements = new ScopedStatements(this);
    private ConnectionLease lease;
    private boolean begun;
    private boolean failed;

    DatabaseSession(RolePool pool, SessionScope scope) {
        this.pool = pool;
        this.scope = scope;
    }

    SessionScope scope() {
        return scope;
    }

    /** Whether the next statement has to tell PostgreSQL for whom it works. */
    boolean needsPreamble() {
        return scope.readOnly() || !begun;
    }

    /**
     * Executes a statement that has the preamble, which is the first of a transaction; anew when the plan that
     * PostgreSQL kept for it is of before a migration.
     */
    void executeFirst(PreparedStatement statement) throws SQLException {
        begun = true;
        try {
            statement.execute();
        } catch (SQLException e) {
            if (!OutdatedPlans.isReason(e)) {
                throw e;
            }
            if (!scope.readOnly()) {
                lease.connection().rollback();
            }
            statement.execute();
        }
    }

    /** The connection itself. */
    Connection raw() throws SQLException {
        if (lease == null) {
            lease = pool.lease();
            if (!scope.readOnly()) {
                lease.connection().setAutoCommit(false);
            }
        }
        return lease.connection();
    }

    /** What MyBatis takes for its transaction; the real one ends with this session. */
    Transaction asTransaction() {
        return new MapperTransaction();
    }

    /**
     * Executes {@code sql} after the preamble, if that is still due, and before the commit, if {@code last}: all in one
     * round trip.
     *
     * @param keep whether its plan is kept: all parameters have types, and its text is one of few
     */
    PreparedStatement execute(String sql, Parameters parameters, boolean keep, boolean last) throws SQLException {
        boolean preamble = needsPreamble();
        PreparedStatement statement =
                raw().prepareStatement((preamble ? scope.preamble() : "") + sql + (last ? ";COMMIT" : ""));
        if (keep) {
            KeptPlans.keep(statement);
        }
        if (preamble) {
            scope.bind(statement);
        }
        parameters.bind(statement, preamble ? SessionScope.PARAMETERS : 0);
        if (preamble) {
            executeFirst(statement);
            statement.getMoreResults();
        } else {
            statement.execute();
        }
        if (last) {
            begun = false;
        }
        return statement;
    }

    /** Parameters of a statement. */
    @FunctionalInterface
    interface Parameters {
        /** Binds them after {@code offset} others. */
        void bind(PreparedStatement statement, int offset) throws SQLException;
    }

    /** Commits what was done, if anything was. */
    void commit() throws SQLException {
        if (begun) {
            lease.connection().commit();
            begun = false;
        }
    }

    /** Undoes what was not committed and gives the connection back. */
    @Override
    public void close() {
        if (lease == null) {
            return;
        }
        try (ConnectionLease finished = lease) {
            if (begun && !scope.readOnly()) {
                finished.connection().rollback();
            }
        } catch (SQLException e) {
            // The pool drops a broken connection, and PostgreSQL rolls back what it had begun.
            pool.distrustConnections();
        }
    }

    /**
     * Notes that a statement has failed: PostgreSQL would answer a commit with a silent rollback. When the connection
     * broke, the pool replaces the others as well.
     *
     * @param failure may be null, when it was not one of the database
     */
    void failed(SQLException failure) {
        if (failure == null) {
            return;
        }
        failed = true;
        if (lease != null && SqlFailures.isConnectionLost(failure)) {
            pool.distrustConnections();
        }
    }

    /** @throws IllegalStateException when a statement has failed and nobody has passed that on */
    void requireUnfailed() {
        if (failed) {
            throw new IllegalStateException(
                    "a statement of this transaction failed and the work ignored it:" + " nothing was committed");
        }
    }

    @Override
    public String toString() {
        return "tenant " + scope.tenantId();
    }

    private final class MapperTransaction implements Transaction {

        @Override
        public Connection getConnection() {
            return statements.connection();
        }

        @Override
        public void commit() {}

        @Override
        public void rollback() {}

        @Override
        public void close() {}

        @Override
        public Integer getTimeout() {
            return null;
        }
    }
}
