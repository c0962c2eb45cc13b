package org.stoa.metadata.search;

/**
 * What a search is ordered by.
 *
 * @param name as the client says it, without the sign
 * @param field null for what every entity has
 */
record Sort(String name, By by, String field, boolean descending) {

    /** What is compared; entities that are equal in it come newest first, or oldest first in ascending order. */
    enum By {
        CREATED,
        UPDATED,
        NAME,
        RELEVANCE,
        FIELD
    }

    static final Sort NEWEST = new Sort("createdAt", By.CREATED, null, true);

    @Override
    public String toString() {
        return (descending ? "-" : "") + name;
    }
}
