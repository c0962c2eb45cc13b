package org.stoa.api.rest;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of failure that clients can rely on. Each bundle declares its own in one enum that implements this. Texts are
 * translated by a resource bundle {@code Problems} beside the enum, with keys {@code <code>.title} and
 * {@code <code>.detail}, where there is one for the caller's language.
 */
@ConsumerType
public interface ProblemCode {

    /** Stable name in lower-case words joined by hyphens, such as {@code invoice-already-issued}. */
    String code();

    /** HTTP status, 400 to 599. */
    int status();

    /** Short summary in English, the same for every occurrence. */
    String title();

    /** English explanation of one occurrence; {@code {0}}, {@code {1}}, ... stand for the arguments. */
    default String detail() {
        return "{0}";
    }
}
