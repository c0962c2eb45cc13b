package org.stoa.api.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Marks a DS component as a Jakarta REST resource. The platform publishes the resources of a module under
 * {@code /api/v1/<module id>}, those of core bundles under {@code /api/v1}; {@code @Path} is relative to that.
 *
 * <pre>{@code
 * @RestResource
 * @Component(service = GreetingResource.class)
 * @Path("greetings")
 * public final class GreetingResource { ... }
 * }</pre>
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RestResource {
    String PREFIX_ = "org.stoa.";

    /** Name of the service property {@code org.stoa.rest.resource}. */
    String PROPERTY = "org.stoa.rest.resource";
}
