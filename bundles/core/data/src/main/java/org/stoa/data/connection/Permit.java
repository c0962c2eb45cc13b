package org.stoa.data.connection;

/** Allows whoever holds it to take a connection of a pool, which has one for each connection that it may have. */
final class Permit {}
