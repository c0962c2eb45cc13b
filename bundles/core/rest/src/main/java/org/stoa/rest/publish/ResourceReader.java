package org.stoa.rest.publish;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.Suspended;
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
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;

/** Reads the operations of a resource from its annotations, and says which rules they break. */
final class ResourceReader {

    /** OPTIONS, and HEAD where there is a GET, are answered by the platform. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final Set<String> declared;

    /** @param declared names of the permissions that operations may ask for; null when any may be asked for */
    ResourceReader(Set<String> declared) {
        this.declared = declared;
    }

    /**
     * What was found.
     *
     * @param operations those that break no rule, sorted by path and method
     */
    record Reading(List<OperationModel> operations, List<RuleViolation> violations) {}

    /** The operations of a resource class, and every rule that they break. */
    Reading read(Class<?> type) {
        List<RuleViolation> violations = new ArrayList<>();
        List<OperationModel> operations = new ArrayList<>();
        try {
            read(type, operations, violations);
        } catch (RuntimeException | LinkageError e) {
            violations.add(ResourceRule.RESOURCE_UNREADABLE.brokenBy(
                    type.getName(), "cannot be read: " + e + "; the bundle must hold or import all that it refers to"));
        }
        operations.sort(
                Comparator.comparing((OperationModel model) -> model.template().toString())
                        .thenComparing(OperationModel::httpMethod));
        return new Reading(operations, violations);
    }

    private void read(Class<?> type, List<OperationModel> operations, List<RuleViolation> violations) {
        Path root = find(type, Path.class);
        if (root == null) {
            violations.add(ResourceRule.RESOURCE_WITHOUT_PATH.brokenBy(type.getName(), "has no @Path"));
            return;
        }
        boolean injected = hasInjectedFields(type);
        boolean any = false;
        for (Method method : type.getMethods()) {
            if (method.isBridge() || method.isSynthetic() || method.getDeclaringClass() == Object.class) {
                continue;
            }
            Method annotated = annotated(type, method);
            if (annotated != null) {
                any = true;
                OperationModel operation = operation(type, method, annotated, root.value(), injected, violations);
                if (operation != null) {
                    operations.add(operation);
                }
            }
        }
        if (!any) {
            violations.add(ResourceRule.RESOURCE_WITHOUT_OPERATION.brokenBy(type.getName(), "has no operation"));
        }
    }

    /** The operation, or null when it breaks a rule. */
    private OperationModel operation(
            Class<?> type,
            Method method,
            Method annotated,
            String rootPath,
            boolean injected,
            List<RuleViolation> violations) {
        int before = violations.size();
        Subject subject = new Subject(type.getName() + "." + method.getName(), violations);
        String httpMethod = httpMethod(annotated);
        if (httpMethod == null) {
            subject.breaks(
                    ResourceRule.OPERATION_LOCATOR,
                    "is a sub-resource locator: its operations could not be checked before they are called");
            return null;
        }
        if (!METHODS.contains(httpMethod)) {
            subject.breaks(ResourceRule.OPERATION_METHOD, "answers " + httpMethod + ", which is not one of " + METHODS);
        }
        requireSynchronous(annotated, subject);
        PermissionName permission = permission(method, annotated, subject);
        PathTemplate template = template(rootPath, annotated.getAnnotation(Path.class), subject);
        if (template == null) {
            return null;
        }
        List<Parameter> parameters = ParameterReader.read(annotated, template, subject);
        boolean plain = !injected
                && annotated.getAnnotation(Encoded.class) == null
                && find(type, Encoded.class) == null
                && parameters.stream().noneMatch(parameter -> parameter.kind() == Parameter.Kind.OTHER);
        if (violations.size() > before) {
            return null;
        }
        return new OperationModel(
                httpMethod,
                template,
                type,
                method,
                permission,
                mediaTypes(annotated, type, Consumes.class),
                mediaTypes(annotated, type, Produces.class),
                parameters,
                plain);
    }

    private static PathTemplate template(String root, Path path, Subject subject) {
        try {
            PathTemplate template = PathTemplate.of(root, path == null ? "" : path.value());
            template.requireReachable();
            return template;
        } catch (IllegalArgumentException e) {
            subject.breaks(ResourceRule.RESOURCE_PATH, e.getMessage());
            return null;
        }
    }

    private PermissionName permission(Method method, Method annotated, Subject subject) {
        RequiresPermission required = either(method, annotated, RequiresPermission.class);
        boolean open = either(method, annotated, Public.class) != null;
        if (open && required != null) {
            subject.breaks(ResourceRule.OPERATION_PUBLIC_WITH_PERMISSION, "says both @RequiresPermission and @Public");
        } else if (!open && required == null) {
            subject.breaks(ResourceRule.OPERATION_WITHOUT_PERMISSION, "says neither @RequiresPermission nor @Public");
        }
        if (required == null) {
            return null;
        }
        PermissionName permission;
        try {
            permission = PermissionName.parse(required.value());
        } catch (IllegalArgumentException e) {
            subject.breaks(ResourceRule.PERMISSION_NAME, e.getMessage());
            return null;
        }
        if (declared != null && !declared.contains(permission.toString())) {
            subject.breaks(
                    ResourceRule.PERMISSION_NOT_DECLARED,
                    "asks for " + permission + ", which its ModuleDefinition does not declare");
        }
        return permission;
    }

    private static void requireSynchronous(Method method, Subject subject) {
        boolean asynchronous = CompletionStage.class.isAssignableFrom(method.getReturnType());
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            asynchronous |= parameter.isAnnotationPresent(Suspended.class) || parameter.getType() == SseEventSink.class;
        }
        if (asynchronous) {
            subject.breaks(ResourceRule.OPERATION_ASYNCHRONOUS, "is asynchronous, which is not supported");
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
                boolean injected = Arrays.stream(field.getAnnotations()).anyMatch(ParameterReader::isJaxRs);
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

    /** The method that is being read, and where the rules go that it breaks. */
    record Subject(String name, List<RuleViolation> violations) {
        void breaks(ResourceRule rule, String message) {
            violations.add(rule.brokenBy(name, message));
        }
    }
}
