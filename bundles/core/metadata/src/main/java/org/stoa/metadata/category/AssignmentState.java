package org.stoa.metadata.category;

/** How far an assignment has come. */
public enum AssignmentState {
    /** Waits for somebody to approve it, and does not count until then. */
    PENDING,
    APPROVED
}
