package org.stoa.registry;

/** Every step that changing the modules of a tenant can take. What is interrupted between two of them is finished later. */
public enum TenantStep {
    /** The plan is stored: rows that are ENABLING. */
    BEGIN_ENABLING("ENABLE"),
    /** A module creates what the tenant starts with. */
    SEED("ENABLE"),
    /** Its row becomes ENABLED. */
    SETTLE("ENABLE"),
    /** Its row becomes DISABLED. */
    SWITCH_OFF("DISABLE"),
    /** Its row becomes PURGING. */
    BEGIN_PURGING("PURGE"),
    /** The rows of the tenant are deleted. */
    DELETE_ROWS("PURGE"),
    /** Its own row is deleted. */
    FORGET("PURGE");

    private final String operation;

    TenantStep(String operation) {
        this.operation = operation;
    }

    /** The operation it is part of: ENABLE, DISABLE or PURGE. */
    public String operation() {
        return operation;
    }

    /** Is told before each step. */
    @FunctionalInterface
    public interface Listener {
        void before(TenantStep step, String moduleId);
    }
}
