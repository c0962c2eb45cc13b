package org.stoa.registry.artifact;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Creates components of a module without anything they would be given by the platform. */
final class Instances {

    private Instances() {}

    /**
     * Calls the constructor that DS would call; there is one. Parameters whose types are interfaces throw when they are
     * used, the others are null.
     */
    static Object create(ComponentDescription component, ClassLoader loader) throws Throwable {
        Class<?> type = Class.forName(component.implementation(), true, loader);
        Constructor<?> constructor =
                constructors(type, component).findFirst().orElseThrow(() -> new NoSuchMethodException(type.getName()));
        Object[] parameters = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> standIn(parameter, loader))
                .toArray();
        try {
            return constructor.newInstance(parameters);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Whether it has a constructor that DS could call. */
    static boolean canBeCreated(Class<?> type, ComponentDescription component) {
        return constructors(type, component).findAny().isPresent();
    }

    private static Stream<Constructor<?>> constructors(Class<?> type, ComponentDescription component) {
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> constructor.getParameterCount() == component.constructorParameters());
    }

    private static Object standIn(Class<?> type, ClassLoader loader) {
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == List.class || type == Collection.class) {
            return List.of();
        }
        return type.isInterface() ? Proxy.newProxyInstance(loader, new Class<?>[] {type}, refusing(type)) : null;
    }

    private static InvocationHandler refusing(Class<?> type) {
        String name = type.getName();
        return (proxy, method, arguments) -> answer(name, proxy, method, arguments);
    }

    private static Object answer(String name, Object proxy, Method method, Object[] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> name + ", while the module is inspected";
            };
        }
        if (method.getDefaultValue() != null) {
            return method.getDefaultValue();
        }
        throw new IllegalStateException(name + "." + method.getName()
                + "() was called while the module is inspected: nothing is injected then");
    }
}
