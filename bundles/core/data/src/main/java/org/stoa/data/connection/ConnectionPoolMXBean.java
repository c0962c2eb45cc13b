package org.stoa.data.connection;

/** What a pool shows through JMX, as {@code org.stoa.data:type=ConnectionPool}; the platform's metrics read it. */
public interface ConnectionPoolMXBean {

    /** Role and schema, such as {@code stoa_metadata@metadata}. Two versions of a bundle may have a pool each. */
    String getName();

    /** Connections that requests hold. */
    int getActiveConnections();

    /** Connections that wait for a request. */
    int getIdleConnections();

    /** Both. */
    int getTotalConnections();

    /** Requests that wait for a connection. */
    int getThreadsAwaitingConnection();
}
