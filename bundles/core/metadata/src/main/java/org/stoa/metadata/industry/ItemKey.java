package org.stoa.metadata.industry;

/**
 * Names an item of a template, and what the tenant has made of it.
 *
 * @param kind such as {@code category}
 * @param key name among those of the kind
 */
record ItemKey(String kind, String key) {

    @Override
    public String toString() {
        return kind + " " + key;
    }
}
