package org.stoa.api.platform;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Short messages between the nodes that share a database. They are fast and may be lost while a node has no connection;
 * whoever listens asks the database when told that some may have been.
 */
@ProviderType
public interface Signals {

    /**
     * Sends a message to every node, this one included.
     *
     * @param topic lower-case letters and hyphens
     * @param message at most 4,000 bytes in UTF-8
     */
    void send(String topic, String message);

    /** Has a listener called for each message of a topic until the result is closed. */
    AutoCloseable listen(String topic, Listener listener);

    /** Called on one thread, one message after the other: hands longer work on. */
    interface Listener {

        /** A message has come. */
        void received(String message);

        /** Messages may have been lost: the connection was gone. Also called once when listening has begun. */
        void missed();
    }
}
