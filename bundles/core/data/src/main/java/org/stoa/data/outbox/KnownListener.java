package org.stoa.data.outbox;

/** A listener that is, or lately was, on one of the nodes. */
record KnownListener(String name, String eventType) {}
