package org.stoa.booking.resource;

/** What a resource is. */
public enum ResourceKind {
    USER,
    PROFILE,
    ROOM,
    THING
}
