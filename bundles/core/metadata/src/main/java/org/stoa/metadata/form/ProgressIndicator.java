package org.stoa.metadata.form;

/** How a form in steps shows how far one is. */
public enum ProgressIndicator {
    STEPS,
    PERCENTAGE,
    NONE
}
