package org.stoa.metadata.model;

/** What kind of value a field holds, and how it stands in JSON. */
public enum FieldType {
    /** A string. */
    TEXT,
    /** A number, exact. */
    NUMBER,
    /** A string {@code 2026-03-01} (RFC 3339). */
    DATE,
    /** A string {@code 2026-03-01T09:00:00Z} (RFC 3339). */
    TIMESTAMP,
    BOOLEAN,
    /** One of the values of an option set. */
    SELECT,
    /** Several of the values of an option set, each once. */
    MULTISELECT,
    /** The id of another entity of the tenant. */
    REFERENCE,
    /** An absolute URI. */
    URL,
    EMAIL,
    /** {@code {"amount": "12.30", "currency": "EUR"}}. */
    MONEY,
    /** {@code {"latitude": 48.2, "longitude": 16.4}} in degrees (WGS 84). */
    GEO_POINT;

    /** Whether entities can be filtered and sorted by such values. */
    public boolean isComparable() {
        return this != GEO_POINT;
    }

    /** Whether such a field is found by its words. */
    public boolean isText() {
        return this == TEXT || this == SELECT || this == MULTISELECT;
    }
}
