package org.stoa.rest.publish;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.QueryParameters;
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

    private static final Set<String> OF_PAGES = Set.of("limit", "cursor");

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

    /**
     * Whether clients may ask if its answer is still the one that they have: it reads, what it shows is not one page of
     * many, and holds no secret.
     */
    public boolean isConditional() {
        return "GET".equals(httpMethod) && parameters.stream().noneMatch(OperationModel::isOfPages) && !showsSecret();
    }

    private static boolean isOfPages(Parameter parameter) {
        return parameter.type() == QueryParameters.class
                || parameter.kind() == Parameter.Kind.QUERY && OF_PAGES.contains(parameter.name());
    }

    private boolean showsSecret() {
        Answers answers = method.getAnnotation(Answers.class);
        return holdsSecret(answers == null ? method.getGenericReturnType() : answers.value(), new HashSet<>());
    }

    private static boolean holdsSecret(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        if (type instanceof ParameterizedType parameterized) {
            return holdsSecret(parameterized.getRawType(), seen)
                    || Arrays.stream(parameterized.getActualTypeArguments())
                            .anyMatch(argument -> holdsSecret(argument, seen));
        }
        return type instanceof Class<?> shown
                && shown.isRecord()
                && Arrays.stream(shown.getRecordComponents())
                        .anyMatch(component -> component.isAnnotationPresent(Sensitive.class)
                                || holdsSecret(component.getGenericType(), seen));
    }
}
