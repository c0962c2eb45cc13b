package org.stoa.registry.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.platform.IndustryInspection;
import org.stoa.api.platform.ResourceInspection;
import org.stoa.registry.ModuleRules;

/**
 * What a module says of itself, and what it brings, asked before its bundle is wired: its classes are loaded for this
 * only, and run on threads of their own with a time limit. Nothing of them is kept.
 */
public final class DefinitionCheck {

    private final ClassLoader parent;
    private final BootDelegation delegation;
    private final Supplier<ResourceInspection> resources;
    private final IndustryCheck industries;
    private final Duration timeLimit;

    /**
     * @param parent of the class loaders of bundles
     * @param bootDelegation packages that every bundle gets from there, as {@code org.osgi.framework.bootdelegation} says
     * @param resources answers null while nobody can look at resources
     * @param industries answers null while nobody can look at industries
     * @param timeLimit for the definition, and for the template of an industry
     */
    public DefinitionCheck(
            ClassLoader parent,
            String bootDelegation,
            Supplier<ResourceInspection> resources,
            Supplier<IndustryInspection> industries,
            Duration timeLimit) {
        this.parent = parent;
        this.delegation = new BootDelegation(bootDelegation);
        this.resources = resources;
        this.industries = new IndustryCheck(industries);
        this.timeLimit = timeLimit;
    }

    /**
     * What the module says of itself; null when it says nothing that can be understood.
     *
     * @param imports where classes of imported packages come from
     */
    InstalledModule check(ModuleArchive archive, Map<String, ClassLoader> imports, Findings findings) {
        ComponentDescription definition = definition(archive, findings);
        if (definition == null) {
            return null;
        }
        try (ModuleLoader loader = new ModuleLoader(archive, imports, parent, delegation)) {
            ModuleCode code = new ModuleCode(archive, loader, timeLimit);
            InstalledModule description = read(definition, code, findings);
            if (description != null) {
                industries.check(code, findings);
            }
            return description;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundle of " + archive.name(), e);
        }
    }

    private static ComponentDescription definition(ModuleArchive archive, Findings findings) {
        List<ComponentDescription> definitions = archive.components().stream()
                .filter(ComponentDescription::isDefinition)
                .toList();
        if (definitions.isEmpty()) {
            findings.violation(
                    "definition-missing",
                    archive.symbolicName(),
                    "none of its DS components provides " + ModuleDefinition.class.getName() + "; add one");
            return null;
        }
        if (definitions.size() > 1) {
            findings.violation(
                    "definition-not-one",
                    definitions.stream()
                            .map(ComponentDescription::name)
                            .sorted()
                            .collect(Collectors.joining(", ")),
                    "a module has one " + ModuleDefinition.class.getSimpleName() + "; leave out the others");
            return null;
        }
        if (!definitions.get(0).available()) {
            findings.violation(
                    "definition-missing",
                    definitions.get(0).name(),
                    "it would not come to life by itself: it is disabled, a factory, or requires a configuration");
            return null;
        }
        return definitions.get(0);
    }

    private InstalledModule read(ComponentDescription definition, ModuleCode code, Findings findings) {
        ModuleCode.Outcome<Reading> outcome = code.run(() -> read(code.archive(), definition, code.loader()));
        if (outcome.late()) {
            fails(definition, "it takes longer than " + code.timeLimit() + " to say what it is", findings);
            return null;
        }
        findings.violations(outcome.answer().findings().violations());
        if (outcome.threadLeft() != null) {
            findings.violation(
                    "definition-starts-threads",
                    definition.implementation(),
                    "the thread '" + outcome.threadLeft()
                            + "' still runs after it was read; do such work when an operation is called");
        }
        return outcome.answer().description();
    }

    private record Reading(InstalledModule description, Findings findings) {}

    /** Runs code of the module: whatever that throws is turned into text here. */
    private Reading read(ModuleArchive archive, ComponentDescription component, ModuleLoader loader) {
        Findings findings = new Findings();
        List<Class<?>> classes = resources(archive, loader, findings);
        if (!findings.clean()) {
            return new Reading(null, findings);
        }
        InstalledModule description = null;
        try {
            description = ModuleRules.read((ModuleDefinition) Instances.create(component, loader), archive.version());
            for (String violation : ModuleRules.violations(description, archive.symbolicName())) {
                findings.violation("definition-invalid", component.implementation(), violation);
            }
        } catch (Throwable e) {
            fails(component, ModuleCode.words(e), findings);
        }
        if (findings.clean()) {
            inspect(description, classes, findings);
        }
        return new Reading(description, findings);
    }

    private static List<Class<?>> resources(ModuleArchive archive, ModuleLoader loader, Findings findings) {
        List<Class<?>> classes = new ArrayList<>();
        for (ComponentDescription component : archive.components()) {
            try {
                Class<?> type = Class.forName(component.implementation(), false, loader);
                if (!Instances.canBeCreated(type, component)) {
                    findings.violation(
                            "component-class",
                            component.implementation(),
                            "it has no public constructor with " + component.constructorParameters()
                                    + " parameters, as " + component.file() + " says");
                } else if (component.isDefinition() && !ModuleDefinition.class.isAssignableFrom(type)) {
                    doesNotImplement(ModuleDefinition.class, component, findings);
                } else if (component.isIndustry() && !IndustryTemplate.class.isAssignableFrom(type)) {
                    doesNotImplement(IndustryTemplate.class, component, findings);
                } else if (component.isResource()) {
                    classes.add(type);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                findings.violation("component-class", component.implementation(), ModuleCode.words(e));
            }
        }
        return classes;
    }

    private static void doesNotImplement(Class<?> service, ComponentDescription component, Findings findings) {
        findings.violation(
                "component-class",
                component.implementation(),
                "it does not implement " + service.getName() + ", as " + component.file() + " says");
    }

    private void inspect(InstalledModule description, List<Class<?>> classes, Findings findings) {
        ResourceInspection inspection = resources.get();
        if (inspection == null) {
            return;
        }
        try {
            Set<String> permissions = description.permissions().stream()
                    .map(permission -> permission.name().toString())
                    .collect(Collectors.toSet());
            findings.violations(inspection.inspect(description.id(), permissions, classes));
        } catch (RuntimeException | LinkageError e) {
            findings.violation(
                    "resource-unreadable",
                    classes.stream().map(Class::getName).sorted().collect(Collectors.joining(", ")),
                    ModuleCode.words(e));
        }
    }

    private static void fails(ComponentDescription definition, String why, Findings findings) {
        findings.violation(
                "definition-fails",
                definition.implementation(),
                why + "; its constructor and its methods may only return what is known beforehand");
    }
}
