package org.stoa.data.connection;

import java.time.Duration;

/**
 * How connections are kept.
 *
 * @param size most connections that one role holds on this node
 * @param connectionTimeout how long a request waits for a connection that others use before it is answered 503, and as
 *     long again where one has to be opened
 * @param statementTimeout how long one statement may run
 */
public record PoolSettings(int size, Duration connectionTimeout, Duration statementTimeout) {

    /** Of two versions side by side on two nodes: with more nodes, more are to be allowed. */
    private static final int POOLS = 4;

    /** Most connections that the role of one module may hold over all nodes. */
    public int moduleConnections() {
        return size * POOLS;
    }

    /** Eight connections, five seconds, thirty seconds. */
    public static final PoolSettings DEFAULT = new PoolSettings(8, Duration.ofSeconds(5), Duration.ofSeconds(30));
}
