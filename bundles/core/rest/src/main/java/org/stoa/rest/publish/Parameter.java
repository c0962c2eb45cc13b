package org.stoa.rest.publish;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A parameter of a resource method.
 *
 * @param name in path, query or headers; null for the others
 * @param type declared type
 * @param genericType the same with its type arguments
 * @param defaultValue text that stands for a missing value, or null
 */
public record Parameter(
        Kind kind, String name, Class<?> type, Type genericType, String defaultValue, List<Annotation> annotations) {

    /** Where the argument comes from. */
    public enum Kind {
        PATH,
        QUERY,
        HEADER,
        CONTEXT,
        /** The body. */
        ENTITY,
        /** What only the full JAX-RS runtime can supply. */
        OTHER
    }

    /** The annotation of a type, or null. */
    public <A extends Annotation> A annotation(Class<A> wanted) {
        for (Annotation annotation : annotations) {
            if (wanted.isInstance(annotation)) {
                return wanted.cast(annotation);
            }
        }
        return null;
    }
}
