package org.stoa.data.postgresql;

import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database on a PostgreSQL server and the role that owns it.
 *
 * @param url JDBC URL: {@code jdbc:postgresql://host:port/database}
 * @param user the owner of the database; needs CREATEROLE and is no superuser
 */
public record PostgresServer(String url, String user, String password) {

    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    /** Longer than any statement may take, so that it only ends connections whose server has gone silently. */
    private static final int SOCKET_TIMEOUT_SECONDS = 90;

    public PostgresServer {
        Objects.requireNonNull(url, "url");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new DatabaseStartException(
                    "The database URL must look like jdbc:postgresql://host:5432/database; check STOA_DATABASE_URL.");
        }
    }

    /** Connections of the owner, not pooled: for migrations and administration. */
    public PGSimpleDataSource owner() {
        return dataSource(user, password, "stoa-owner");
    }

    /** Connections of another role to the same database, not pooled. */
    public PGSimpleDataSource dataSource(String role, String rolePassword, String applicationName) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(role);
        source.setPassword(rolePassword);
        source.setApplicationName(applicationName);
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setLoginTimeout(2 * CONNECT_TIMEOUT_SECONDS);
        source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** Another database on the same server, with the same role. */
    public PostgresServer database(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setDatabaseName(name);
        return new PostgresServer(source.getURL(), user, password);
    }

    /** Where the database is, without parameters and credentials: {@code host:port/database}. */
    public String address() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        int port = source.getPortNumbers()[0];
        return source.getServerNames()[0] + ":" + (port == 0 ? 5432 : port) + "/" + source.getDatabaseName();
    }

    @Override
    public String toString() {
        return "PostgresServer[" + address() + " as " + user + "]";
    }
}
