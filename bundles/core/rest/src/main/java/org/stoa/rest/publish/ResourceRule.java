package org.stoa.rest.publish;

import java.util.Locale;
import org.stoa.api.platform.RuleViolation;

/** What a resource must keep to be published. Authors of modules know each rule by its {@link #label}. */
enum ResourceRule {
    RESOURCE_WITHOUT_PATH,
    RESOURCE_WITHOUT_OPERATION,
    /** Nobody answers the same requests, and the path stays in its module. */
    RESOURCE_PATH,
    /** All that its class refers to is there. */
    RESOURCE_UNREADABLE,
    OPERATION_WITHOUT_PERMISSION,
    OPERATION_PUBLIC_WITH_PERMISSION,
    PERMISSION_NAME,
    PERMISSION_NOT_DECLARED,
    OPERATION_METHOD,
    /** No sub-resource locator: its operations could not be checked before they are called. */
    OPERATION_LOCATOR,
    OPERATION_ASYNCHRONOUS,
    /** The platform can supply every parameter, and its constraints make sense. */
    OPERATION_UNREADABLE;

    /** Stable name, such as {@code operation-without-permission}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param subject class or method
     * @param message what is wrong with it and what to do
     */
    RuleViolation brokenBy(String subject, String message) {
        return new RuleViolation(label(), subject, message);
    }
}
