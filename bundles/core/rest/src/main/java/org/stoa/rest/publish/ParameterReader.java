package org.stoa.rest.publish;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.stoa.api.rest.QueryParameters;
import org.stoa.api.security.CallContext;
import org.stoa.rest.invoke.ParameterType;
import org.stoa.rest.publish.ResourceReader.Subject;

/** Reads the parameters of a resource method, and says which of them the platform could not supply. */
final class ParameterReader {

    private static final String JAX_RS = "jakarta.ws.rs.";
    private static final Set<Class<?>> CONTEXTS = Set.of(
            CallContext.class,
            QueryParameters.class,
            HttpServletRequest.class,
            HttpServletResponse.class,
            ServletContext.class,
            UriInfo.class,
            HttpHeaders.class,
            Request.class,
            SecurityContext.class);
    private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, SortedSet.class);
    private static final Set<Class<?>> PARSED_BY_RUNTIME =
            Set.of(Cookie.class, PathSegment.class, short.class, byte.class, float.class, double.class, char.class);

    private ParameterReader() {}

    /** The parameters of a method. */
    static List<Parameter> read(Method method, PathTemplate template, Subject subject) {
        List<Parameter> parameters =
                Stream.of(method.getParameters()).map(ParameterReader::read).toList();
        for (Parameter parameter : parameters) {
            String problem = problem(parameter, template);
            if (problem != null) {
                subject.breaks(ResourceRule.OPERATION_UNREADABLE, problem);
            }
        }
        long bodies = parameters.stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.ENTITY)
                .count();
        if (bodies > 1) {
            subject.breaks(ResourceRule.OPERATION_UNREADABLE, "has two parameters for one body");
        }
        return parameters;
    }

    /** Whether an annotation is one of JAX-RS. */
    static boolean isJaxRs(Annotation annotation) {
        return annotation.annotationType().getName().startsWith(JAX_RS);
    }

    private static Parameter read(java.lang.reflect.Parameter declared) {
        Parameter.Kind kind = Parameter.Kind.ENTITY;
        String name = null;
        String defaultValue = null;
        for (Annotation annotation : declared.getAnnotations()) {
            if (annotation instanceof PathParam path) {
                kind = Parameter.Kind.PATH;
                name = path.value();
            } else if (annotation instanceof QueryParam query) {
                kind = Parameter.Kind.QUERY;
                name = query.value();
            } else if (annotation instanceof HeaderParam header) {
                kind = Parameter.Kind.HEADER;
                name = header.value();
            } else if (annotation instanceof Context) {
                kind = Parameter.Kind.CONTEXT;
            } else if (annotation instanceof DefaultValue value) {
                defaultValue = value.value();
            } else if (isJaxRs(annotation)) {
                kind = Parameter.Kind.OTHER;
            }
        }
        return new Parameter(
                kind,
                name,
                declared.getType(),
                declared.getParameterizedType(),
                defaultValue,
                List.of(declared.getAnnotations()));
    }

    private static String problem(Parameter parameter, PathTemplate template) {
        return switch (parameter.kind()) {
            case PATH ->
                template.names().contains(parameter.name())
                        ? textProblem(parameter)
                        : "asks for the path parameter '" + parameter.name() + "', which is not in its path '"
                                + template + "'";
            case QUERY, HEADER -> textProblem(parameter);
            case OTHER -> parameter.annotation(BeanParam.class) == null ? textProblem(parameter) : null;
            case CONTEXT ->
                CONTEXTS.contains(parameter.type())
                        ? null
                        : "asks for a @Context " + parameter.type().getName() + ", which the platform does not supply";
            case ENTITY -> null;
        };
    }

    private static String textProblem(Parameter parameter) {
        Class<?> type = elementType(parameter);
        if (type == null || !isMadeOfText(type)) {
            return "asks for the parameter '" + parameter.name() + "' as "
                    + parameter.genericType().getTypeName() + ", which cannot be made of text";
        }
        ParameterType<?> known = ParameterType.find(type);
        if (known != null && parameter.defaultValue() != null) {
            try {
                known.parse(parameter.defaultValue());
            } catch (RuntimeException e) {
                return "has the default '" + parameter.defaultValue() + "' for the parameter '" + parameter.name()
                        + "', which is no " + type.getSimpleName();
            }
        }
        return null;
    }

    /** The type of a value, or of the values in a collection; null when that cannot be told. */
    private static Class<?> elementType(Parameter parameter) {
        if (!COLLECTIONS.contains(parameter.type())) {
            return parameter.type();
        }
        boolean known = parameter.genericType() instanceof ParameterizedType type
                && type.getActualTypeArguments()[0] instanceof Class<?>;
        return known ? (Class<?>) ((ParameterizedType) parameter.genericType()).getActualTypeArguments()[0] : null;
    }

    /** JAX-RS, section 3.2: what the platform itself reads, and what has a constructor or a factory for text. */
    private static boolean isMadeOfText(Class<?> type) {
        if (ParameterType.find(type) != null || PARSED_BY_RUNTIME.contains(type) || type.isEnum()) {
            return true;
        }
        List<Class<?>> text = List.<Class<?>>of(String.class);
        boolean constructed = Stream.of(type.getConstructors())
                .anyMatch(constructor ->
                        List.<Class<?>>of(constructor.getParameterTypes()).equals(text));
        return !Modifier.isAbstract(type.getModifiers()) && constructed || hasFactory(type, text);
    }

    private static boolean hasFactory(Class<?> type, List<Class<?>> parameters) {
        List<Method> factories = new ArrayList<>(List.of(type.getMethods()));
        factories.removeIf(method -> !Modifier.isStatic(method.getModifiers())
                || !List.of("valueOf", "fromString").contains(method.getName())
                || !List.<Class<?>>of(method.getParameterTypes()).equals(parameters)
                || method.getReturnType() != type);
        return !factories.isEmpty();
    }
}
