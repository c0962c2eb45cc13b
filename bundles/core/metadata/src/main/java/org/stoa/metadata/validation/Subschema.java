package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A schema within a document, and which others it applies to the same value. */
final class Subschema {

    /** @param place of what leads to the other schema */
    record Application(String place, Subschema schema) {}

    private final String place;
    private final String base;
    private final JsonNode node;
    private final List<Application> inPlace = new ArrayList<>();
    private int size = 1;

    /**
     * @param place JSON pointer, behind {@code <URI>#} in a document other than the one that is compiled
     * @param base absolute URI without fragment that references in it are relative to
     */
    Subschema(String place, String base, JsonNode node) {
        this.place = place;
        this.base = base;
        this.node = node;
    }

    String place() {
        return place;
    }

    String base() {
        return base;
    }

    JsonNode node() {
        return node;
    }

    List<Application> inPlace() {
        return inPlace;
    }

    void applies(String through, Subschema other) {
        inPlace.add(new Application(through, other));
    }

    /** How many schemas this one and those written in it are. */
    int size() {
        return size;
    }

    void contains(Subschema child) {
        size += child.size();
    }
}
