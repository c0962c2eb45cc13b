package org.stoa.registry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** Finds out which details a tenant still has to fill in. */
final class TenantFields {

    private static final String SETTINGS = "settings.";

    private final TenantService tenants;

    TenantFields(TenantService tenants) {
        this.tenants = tenants;
    }

    /** Whether a path can be filled in at all: a component of {@link Tenant}, or a setting. */
    static boolean isKnown(String path) {
        if (path.startsWith(SETTINGS)) {
            return path.length() > SETTINGS.length();
        }
        Class<?> type = Tenant.class;
        for (String name : path.split("\\.", -1)) {
            Optional<RecordComponent> component = component(type, name);
            if (component.isEmpty()) {
                return false;
            }
            type = component.get().getType();
        }
        return true;
    }

    /** Those of {@code paths} that are empty: null, blank text, empty list. In alphabetical order. */
    List<String> missing(CallContext context, UUID tenantId, Collection<String> paths) {
        Tenant tenant = tenants.get(context, tenantId.toString());
        Map<String, Object> settings = paths.stream().anyMatch(path -> path.startsWith(SETTINGS))
                ? tenants.settings(context, tenantId)
                : Map.of();
        List<String> missing = new ArrayList<>();
        for (String path : new TreeSet<>(paths)) {
            Object value =
                    path.startsWith(SETTINGS) ? settings.get(path.substring(SETTINGS.length())) : valueAt(tenant, path);
            if (isEmpty(value)) {
                missing.add(path);
            }
        }
        return missing;
    }

    private static Object valueAt(Tenant tenant, String path) {
        Object value = tenant;
        for (String name : path.split("\\.", -1)) {
            if (value == null) {
                return null;
            }
            Object holder = value;
            value = component(holder.getClass(), name)
                    .map(component -> read(component, holder))
                    .orElse(null);
        }
        return value;
    }

    private static Object read(RecordComponent component, Object holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component.getName() + " of the tenant", e);
        }
    }

    private static Optional<RecordComponent> component(Class<?> type, String name) {
        if (!type.isRecord()) {
            return Optional.empty();
        }
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst();
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof String text) {
            return text.isBlank();
        }
        if (value instanceof Collection<?> items) {
            return items.isEmpty();
        }
        if (value instanceof Map<?, ?> members) {
            return members.isEmpty();
        }
        return value == null;
    }
}
