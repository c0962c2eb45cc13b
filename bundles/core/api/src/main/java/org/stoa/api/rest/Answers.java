package org.stoa.api.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation answers with when it succeeds, where the return type does not say it: for the API description of
 * operations that return {@link jakarta.ws.rs.core.Response}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {
    /** Type of the body; {@code void.class} for none. */
    Class<?> value();

    /** HTTP status. */
    int status() default 200;
}
