package org.stoa.metadata.industry;

/**
 * One thing that is wrong with a template.
 *
 * @param place members and names of items on the way to it, such as {@code entitySchemas/profile/dog}
 * @param message what is wrong there, in words; begins with a pointer into the item where there is one
 */
record Fault(String place, String message) {

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
