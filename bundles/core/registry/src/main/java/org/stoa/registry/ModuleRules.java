package org.stoa.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/** What a module may say of itself. A module that breaks a rule is refused and told every rule it breaks. */
public final class ModuleRules {

    /** Longest id: schema, role and route are made of it, and PostgreSQL names have 63 characters. */
    public static final int MAX_ID_LENGTH = 40;

    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_DESCRIPTION_LENGTH = 500;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0," + (MAX_ID_LENGTH - 1) + "}");
    private static final Pattern RESOURCE_NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    /**
     * Names that a module would share with the platform: schemas of core bundles, first segments of the platform's
     * paths, resources of the platform's permissions.
     */
    private static final Set<String> RESERVED = Set.of(
            "access",
            "account",
            "accounts",
            "activities",
            "activity",
            "api",
            "appointment",
            "audit",
            "auth",
            "categories",
            "category",
            "charge",
            "clock",
            "custom",
            "data",
            "docs",
            "entities",
            "entity",
            "extensions",
            "feature",
            "features",
            "field",
            "fields",
            "flag",
            "flags",
            "form",
            "forms",
            "grant",
            "health",
            "identity",
            "industries",
            "industry",
            "invitation",
            "invitations",
            "key",
            "launcher",
            "limit",
            "limits",
            "mail",
            "me",
            "member",
            "metadata",
            "metrics",
            "module",
            "modules",
            "ofrep",
            "openapi",
            "operations",
            "option",
            "options",
            "permission",
            "permissions",
            "plan",
            "plans",
            "platform",
            "portfolio",
            "profile",
            "profiles",
            "public",
            "quota",
            "quotas",
            "register",
            "registration",
            "registry",
            "rest",
            "role",
            "roles",
            "sale",
            "schema",
            "schemas",
            "self",
            "session",
            "sessions",
            "setting",
            "settings",
            "shell",
            "subscription",
            "subscriptions",
            "tag",
            "tags",
            "tenant",
            "tenants",
            "testkit",
            "usage",
            "user",
            "users",
            "validation",
            "validations");

    private ModuleRules() {}

    /** The id that the symbolic name of a bundle stands for: its last segment. */
    public static String idOf(String symbolicName) {
        return symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
    }

    /** Whether an id is well-formed. */
    public static boolean isId(String id) {
        return id != null && ID.matcher(id).matches();
    }

    /** Whether an id is one that the platform uses itself. */
    public static boolean isReserved(String id) {
        return RESERVED.contains(id);
    }

    /** Reads everything the definition says, once. */
    public static InstalledModule read(ModuleDefinition definition, String version) {
        return new InstalledModule(
                definition.id(),
                definition.name(),
                definition.description(),
                version,
                State.STARTING,
                null,
                Set.copyOf(stated(definition.requires(), "requires")),
                List.copyOf(stated(definition.permissions(), "permissions")),
                List.copyOf(stated(definition.requiredTenantFields(), "requiredTenantFields")),
                List.copyOf(stated(definition.meteredResources(), "meteredResources")));
    }

    /** Every rule that the module breaks, in words; empty when it keeps them all. */
    public static List<String> violations(InstalledModule module, String symbolicName) {
        List<String> found = new ArrayList<>();
        if (!isId(module.id())) {
            found.add("its id '" + module.id() + "' must be 1 to " + MAX_ID_LENGTH
                    + " lower-case letters and digits and begin with a letter");
            return found;
        }
        checkId(module.id(), symbolicName, found);
        checkText("name", module.name(), MAX_NAME_LENGTH, found);
        checkText("description", module.description(), MAX_DESCRIPTION_LENGTH, found);
        checkRequires(module, found);
        checkPermissions(module, found);
        for (String path : module.requiredTenantFields()) {
            if (!TenantFields.isKnown(path)) {
                found.add("it requires the tenant field '" + path
                        + "', which does not exist: use a path into the tenant or settings.<key>");
            }
        }
        for (String name : module.meteredResources()) {
            if (!RESOURCE_NAME.matcher(name).matches()) {
                found.add("its metered resource '" + name + "' must be lower-case words joined by hyphens");
            }
        }
        duplicates(module.meteredResources())
                .forEach(name -> found.add("it names the metered resource " + name + " twice"));
        return found;
    }

    private static void checkId(String id, String symbolicName, List<String> found) {
        if (!id.equals(idOf(symbolicName))) {
            found.add("its id '" + id + "' must equal the last segment of its bundle's symbolic name " + symbolicName);
        }
        if (isReserved(id)) {
            found.add("its id '" + id + "' is reserved for the platform");
        }
    }

    private static void checkText(String what, String text, int maxLength, List<String> found) {
        if (text == null || text.isBlank() || text.length() > maxLength) {
            found.add("its " + what + " must have 1 to " + maxLength + " characters");
        }
    }

    private static void checkRequires(InstalledModule module, List<String> found) {
        for (String required : module.requires()) {
            if (!ID.matcher(required).matches()) {
                found.add("it requires '" + required + "', which is not the id of a module");
            } else if (required.equals(module.id())) {
                found.add("it requires itself");
            }
        }
    }

    private static void checkPermissions(InstalledModule module, List<String> found) {
        for (PermissionDefinition permission : module.permissions()) {
            String resource = permission.name().resource();
            if (!resource.equals(module.id()) && !resource.startsWith(module.id() + "-")) {
                found.add("its permission " + permission.name() + " must be about " + module.id() + " or " + module.id()
                        + "-...");
            }
            if (permission.description() == null || permission.description().isBlank()) {
                found.add("its permission " + permission.name() + " needs a description");
            }
        }
        duplicates(module.permissions().stream()
                        .map(PermissionDefinition::name)
                        .map(Object::toString)
                        .toList())
                .forEach(name -> found.add("it defines the permission " + name + " twice"));
    }

    private static Set<String> duplicates(Collection<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream().filter(name -> !seen.add(name)).collect(Collectors.toSet());
    }

    private static <C extends Collection<?>> C stated(C values, String method) {
        return Objects.requireNonNull(values, method + "() returned null");
    }
}
