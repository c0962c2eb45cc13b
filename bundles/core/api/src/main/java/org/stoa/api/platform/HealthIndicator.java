package org.stoa.api.platform;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something of the platform that operators are told of by its health, although requests are served all the same. Register
 * it as a service; it is asked often, and answers at once.
 */
@ConsumerType
public interface HealthIndicator {

    /** Name of the check, such as {@code charges}. */
    String name();

    /** How it is. */
    Finding look();

    /**
     * What was found.
     *
     * @param well whether all is as it should be
     * @param detail one line for operators
     */
    record Finding(boolean well, String detail) {}
}
