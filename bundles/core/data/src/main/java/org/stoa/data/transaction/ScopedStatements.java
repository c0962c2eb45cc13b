package org.stoa.data.transaction;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;

/**
 * Makes the connection that mappers see: the preamble of the {@link SessionScope} goes ahead of a statement in the same
 * message, so that it costs no round trip, and whoever executes the statement sees nothing of it. Only what MyBatis uses
 * is offered; ending the transaction is up to the session.
 */
final class ScopedStatements {

    private static final Set<String> REFUSED = Set.of(
            "abort",
            "close",
            "commit",
            "createStatement",
            "prepareCall",
            "rollback",
            "setAutoCommit",
            "setReadOnly",
            "setSchema",
            "setTransactionIsolation",
            "unwrap");
    private static final Class<?>[] CONNECTION = {Connection.class};
    private static final Class<?>[] STATEMENT = {PreparedStatement.class};

    private final DatabaseSession session;
    private final Connection visible;

    ScopedStatements(DatabaseSession session) {
        this.session = session;
        visible = (Connection)
                Proxy.newProxyInstance(ScopedStatements.class.getClassLoader(), CONNECTION, this::onConnection);
    }

    /** The connection for mappers. */
    Connection connection() {
        return visible;
    }

    private Object onConnection(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (REFUSED.contains(name)) {
            throw new SQLFeatureNotSupportedException("a mapper cannot call Connection." + name);
        }
        if (name.equals("prepareStatement")) {
            return prepare(method, arguments);
        }
        return switch (name) {
            case "isClosed" -> false;
            case "toString" -> "connection of " + session;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> invoke(session.raw(), method, arguments);
        };
    }

    private Object prepare(Method method, Object[] arguments) throws Throwable {
        if (method.getParameterCount() == 2) {
            throw new SQLFeatureNotSupportedException("generated keys are not supported: use RETURNING, or Ids.next()");
        }
        if (!session.needsPreamble()) {
            return invoke(session.raw(), method, arguments);
        }
        Object[] extended = arguments.clone();
        extended[0] = session.scope().preamble() + arguments[0];
        PreparedStatement statement = (PreparedStatement) invoke(session.raw(), method, extended);
        session.scope().bind(statement);
        return Proxy.newProxyInstance(
                ScopedStatements.class.getClassLoader(), STATEMENT, new BehindPreamble(statement));
    }

    /** A statement that is executed together with the preamble. */
    private final class BehindPreamble implements InvocationHandler {

        private final PreparedStatement statement;
        private boolean typed = true;

        BehindPreamble(PreparedStatement statement) {
            this.statement = statement;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (name.startsWith("set") && method.getParameterCount() > 1) {
                typed &= KeptPlans.isTyped(name, arguments);
                Object[] shifted = arguments.clone();
                shifted[0] = (int) arguments[0] + SessionScope.PARAMETERS;
                return ScopedStatements.invoke(statement, method, shifted);
            }
            return switch (name) {
                case "execute" -> execute(arguments);
                case "executeQuery" -> execute(arguments) ? statement.getResultSet() : noRows();
                case "executeUpdate" -> execute(arguments) ? noCount() : statement.getUpdateCount();
                case "addBatch", "executeBatch", "executeLargeBatch", "executeLargeUpdate" ->
                    throw new SQLFeatureNotSupportedException("a mapper cannot call PreparedStatement." + name);
                case "getConnection" -> visible;
                case "equals" -> proxy == arguments[0];
                default -> ScopedStatements.invoke(statement, method, arguments);
            };
        }

        private boolean execute(Object[] arguments) throws SQLException {
            if (arguments != null) {
                throw new SQLFeatureNotSupportedException("a prepared statement has its text already");
            }
            if (typed) {
                KeptPlans.keep(statement);
            }
            session.executeFirst(statement);
            return statement.getMoreResults();
        }

        private Object noRows() throws SQLException {
            throw new SQLException("the statement returned no rows");
        }

        private Object noCount() throws SQLException {
            throw new SQLException("the statement returned rows");
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
