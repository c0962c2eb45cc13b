package org.stoa.rest.publish;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

/** Reads the operations of a resource from its annotations, and refuses one that the platform cannot guard. */
public final class ResourceReader {

    /** OPTIONS, and HEAD where there is a GET, are answered by the platform. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final String JAX_RS = "jakarta.ws.rs.";

    private final Set<String> declared;

    /** @param declared names of the permissions that operations may ask for; null when any may be asked for */
    public ResourceReader(Set<String> declared) {
        this.declared = declared;
    }

    /**
     * The operations of a resource, sorted by path and method.
     *
     * @throws ResourceRefusedException when one of them breaks a rule
     */
    public List<OperationModel> read(Object resource) {
        Class<?> type = resource.getClass();
        Path root = find(type, Path.class);
        if (root == null) {
            throw new ResourceRefusedException(type.getName() + " has no @Path");
        }
        boolean injected = hasInjectedFields(type);
        List<OperationModel> operations = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.isBridge() || method.isSynthetic() || method.getDeclaringClass() == Object.class) {
                continue;
            }
            Method annotated = annotated(type, method);
            if (annotated != null) {
                operations.add(operation(resource, method, annotated, root.value(), injected));
            }
        }
        if (operations.isEmpty()) {
            throw new ResourceRefusedException(type.getName() + " has no operation");
        }
        operations.sort(
                Comparator.comparing((OperationModel model) -> model.template().toString())
                        .thenComparing(OperationModel::httpMethod));
        return operations;
    }

    private OperationModel operation(
            Object resource, Method method, Method annotated, String rootPath, boolean injected) {
        String name = resource.getClass().getName() + "." + method.getName();
        String httpMethod = httpMethod(annotated);
        if (httpMethod == null) {
            throw new ResourceRefusedException(
                    name + " is a sub-resource locator: its operations could not be checked before they are called");
        }
        if (!METHODS.contains(httpMethod)) {
            throw new ResourceRefusedException(name + " answers " + httpMethod + ", which is not one of " + METHODS);
        }
        requireSynchronous(annotated, name);
        Path path = annotated.getAnnotation(Path.class);
        PathTemplate template;
        try {
            template = PathTemplate.of(rootPath, path == null ? "" : path.value());
        } catch (IllegalArgumentException e) {
            throw new ResourceRefusedException(name + ": " + e.getMessage());
        }
        List<Parameter> parameters = parameters(annotated, name, template);
        boolean plain = !injected
                && annotated.getAnnotation(Encoded.class) == null
                && find(resource.getClass(), Encoded.class) == null
                && parameters.stream().noneMatch(parameter -> parameter.kind() == Parameter.Kind.OTHER);
        return new OperationModel(
                httpMethod,
                template,
                resource,
                method,
                permission(method, annotated, name),
                mediaTypes(annotated, resource.getClass(), Consumes.class),
                mediaTypes(annotated, resource.getClass(), Produces.class),
                parameters,
                plain);
    }

    private PermissionName permission(Method method, Method annotated, String name) {
        RequiresPermission required = either(method, annotated, RequiresPermission.class);
        boolean open = either(method, annotated, Public.class) != null;
        if (open == (required != null)) {
            throw new ResourceRefusedException(name
                    + (open
                            ? " says both @RequiresPermission and @Public"
                            : " says neither @RequiresPermission nor @Public"));
        }
        if (open) {
            return null;
        }
        PermissionName permission;
        try {
            permission = PermissionName.parse(required.value());
        } catch (IllegalArgumentException e) {
            throw new ResourceRefusedException(name + ": " + e.getMessage());
        }
        if (declared != null && !declared.contains(permission.toString())) {
            throw new ResourceRefusedException(
                    name + " asks for " + permission + ", which its ModuleDefinition does not declare");
        }
        return permission;
    }

    private static List<Parameter> parameters(Method method, String name, PathTemplate template) {
        List<Parameter> parameters = new ArrayList<>();
        for (java.lang.reflect.Parameter declared : method.getParameters()) {
            Parameter parameter = parameter(declared);
            if (parameter.kind() == Parameter.Kind.PATH && !template.names().contains(parameter.name())) {
                throw new ResourceRefusedException(name + " asks for the path parameter '" + parameter.name()
                        + "', which is not in its path '" + template + "'");
            }
            parameters.add(parameter);
        }
        if (parameters.stream()
                        .filter(parameter -> parameter.kind() == Parameter.Kind.ENTITY)
                        .count()
                > 1) {
            throw new ResourceRefusedException(name + " has two parameters for one body");
        }
        return List.copyOf(parameters);
    }

    private static Parameter parameter(java.lang.reflect.Parameter declared) {
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
            } else if (annotation.annotationType().getName().startsWith(JAX_RS)) {
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

    private static void requireSynchronous(Method method, String name) {
        boolean asynchronous = CompletionStage.class.isAssignableFrom(method.getReturnType());
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            asynchronous |= parameter.isAnnotationPresent(Suspended.class) || parameter.getType() == SseEventSink.class;
        }
        if (asynchronous) {
            throw new ResourceRefusedException(name + " is asynchronous, which is not supported");
        }
    }

    private static String httpMethod(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod designator = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (designator != null) {
                return designator.value();
            }
        }
        return null;
    }

    /** The method itself or the one it overrides, whichever carries the annotations of JAX-RS; null when none does. */
    private static Method annotated(Class<?> type, Method method) {
        for (Class<?> ancestor : ancestors(type)) {
            Method candidate;
            try {
                candidate = ancestor.getDeclaredMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                continue;
            }
            if (httpMethod(candidate) != null || candidate.isAnnotationPresent(Path.class)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean hasInjectedFields(Class<?> type) {
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                boolean injected = Arrays.stream(field.getAnnotations())
                        .anyMatch(annotation ->
                                annotation.annotationType().getName().startsWith(JAX_RS));
                if (injected && !Modifier.isStatic(field.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> mediaTypes(Method method, Class<?> type, Class<? extends Annotation> kind) {
        Annotation annotation = method.getAnnotation(kind);
        annotation = annotation == null ? find(type, kind) : annotation;
        String[] values = new String[0];
        if (annotation instanceof Consumes consumes) {
            values = consumes.value();
        } else if (annotation instanceof Produces produces) {
            values = produces.value();
        }
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(value -> !"*/*".equals(value))
                .toList();
    }

    private static <A extends Annotation> A either(AnnotatedElement first, AnnotatedElement second, Class<A> kind) {
        A annotation = first.getAnnotation(kind);
        return annotation == null ? second.getAnnotation(kind) : annotation;
    }

    private static <A extends Annotation> A find(Class<?> type, Class<A> kind) {
        for (Class<?> ancestor : ancestors(type)) {
            A annotation = ancestor.getAnnotation(kind);
            if (annotation != null) {
                return annotation;
            }
        }
        return null;
    }

    /** The class, its superclasses, then all their interfaces. */
    private static Set<Class<?>> ancestors(Class<?> type) {
        Set<Class<?>> ancestors = new LinkedHashSet<>();
        for (Class<?> level = type; level != null && level != Object.class; level = level.getSuperclass()) {
            ancestors.add(level);
        }
        for (Class<?> level : List.copyOf(ancestors)) {
            addInterfaces(level, ancestors);
        }
        return ancestors;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> ancestors) {
        for (Class<?> implemented : type.getInterfaces()) {
            ancestors.add(implemented);
            addInterfaces(implemented, ancestors);
        }
    }
}
