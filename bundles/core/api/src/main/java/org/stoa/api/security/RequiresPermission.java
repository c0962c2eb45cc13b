package org.stoa.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a REST operation needs. Every operation carries this or {@link Public}; a resource with an
 * operation that carries neither is refused when it is registered. On a path with an {@code {account}} parameter the
 * permission is checked in that account, elsewhere in the tenant as a whole.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    /** Name of the form {@code tier.resource.action}. */
    String value();
}
