package org.stoa.data.schema;

/**
 * Something in a bundle's schema that the platform does not accept.
 *
 * @param object the table, view or function
 * @param rule what it breaks
 * @param remedy what to do about it
 */
public record RuleViolation(String object, String rule, String remedy) {

    @Override
    public String toString() {
        return object + " " + rule + ": " + remedy;
    }
}
