package org.stoa.data.cache;

import java.io.IOException;
import java.time.Duration;

/** Texts by key that all nodes see. It may lose any of them, and mix up which was stored last. */
public interface SharedStore extends AutoCloseable {

    /** Where nodes share nothing. */
    SharedStore NONE = new SharedStore() {
        @Override
        public boolean isUsable() {
            return false;
        }

        @Override
        public String get(String key) throws IOException {
            throw new IOException("nodes share nothing");
        }

        @Override
        public void put(String key, String text, Duration lifetime) {}

        @Override
        public void close() {}
    };

    /** Whether there is sense in asking it. */
    boolean isUsable();

    /**
     * The text of a key, or null; within some hundredths of a second.
     *
     * @throws IOException when it could not be had in that time
     */
    String get(String key) throws IOException;

    /** Stores a text as long as it lives; later, or not at all. Returns at once. */
    void put(String key, String text, Duration lifetime);

    @Override
    void close();
}
