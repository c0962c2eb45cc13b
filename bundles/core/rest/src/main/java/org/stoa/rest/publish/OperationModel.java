package org.stoa.rest.publish;

import java.lang.reflect.Method;
import java.util.List;
import org.stoa.api.rest.Upload;
import org.stoa.api.security.PermissionName;

/**
 * What a resource method says of itself.
 *
 * @param httpMethod GET, POST, ...
 * @param template path below the endpoint
 * @param type class of the resource
 * @param method the method to call
 * @param permission what it needs; null for an operation that anybody may call
 * @param consumes media types of the body, without parameters; empty for JSON
 * @param produces media types of the answer, without parameters; empty for JSON
 * @param plain whether everything it asks for is simple enough to be handed over without the JAX-RS runtime
 */
public record OperationModel(
        String httpMethod,
        PathTemplate template,
        Class<?> type,
        Method method,
        PermissionName permission,
        List<String> consumes,
        List<String> produces,
        List<Parameter> parameters,
        boolean plain) {

    /** Class and method, for people. */
    public String describe() {
        return type.getName() + "." + method.getName();
    }

    /** The parameter that takes the body, or null. */
    public Parameter entity() {
        for (Parameter parameter : parameters) {
            if (parameter.kind() == Parameter.Kind.ENTITY) {
                return parameter;
            }
        }
        return null;
    }

    /** Whether the body is a file. */
    public boolean takesUpload() {
        Parameter entity = entity();
        return entity != null && entity.type() == Upload.class;
    }

    public boolean isPublic() {
        return permission == null;
    }
}
