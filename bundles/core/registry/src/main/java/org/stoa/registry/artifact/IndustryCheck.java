package org.stoa.registry.artifact;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.platform.IndustryInspection;

/** The template of an industry that a module brings, read as it would be offered. Nothing of it is kept. */
final class IndustryCheck {

    private static final String ADVICE = "; its constructor and its methods may only return what is known beforehand";

    private final Supplier<IndustryInspection> inspection;

    /** @param inspection answers null while nobody can look at industries */
    IndustryCheck(Supplier<IndustryInspection> inspection) {
        this.inspection = inspection;
    }

    void check(ModuleCode code, Findings findings) {
        List<ComponentDescription> templates = code.archive().components().stream()
                .filter(ComponentDescription::isIndustry)
                .toList();
        if (templates.isEmpty()) {
            return;
        }
        if (templates.size() > 1) {
            findings.violation(
                    "industry-not-one",
                    templates.stream().map(ComponentDescription::name).sorted().collect(Collectors.joining(", ")),
                    "a module has one " + IndustryTemplate.class.getSimpleName() + "; leave out the others");
        }
        IndustryInspection inspector = inspection.get();
        if (inspector == null) {
            findings.warning("the industry of " + code.archive().symbolicName() + " was not looked at, as the part of"
                    + " the platform that reads industries is not there; simulate again later");
            return;
        }
        templates.forEach(template -> check(template, code, inspector, findings));
    }

    private static void check(
            ComponentDescription template, ModuleCode code, IndustryInspection inspector, Findings findings) {
        ModuleCode.Outcome<Findings> outcome = code.run(() -> read(template, code, inspector));
        if (outcome.late()) {
            unreadable(template, "it takes longer than " + code.timeLimit() + " to be read", findings);
            return;
        }
        findings.violations(outcome.answer().violations());
        outcome.answer().warnings().forEach(findings::warning);
        if (outcome.threadLeft() != null) {
            findings.violation(
                    "industry-starts-threads",
                    template.implementation(),
                    "the thread '" + outcome.threadLeft() + "' still runs after it was read; a template only"
                            + " returns what is known beforehand");
        }
    }

    /** Runs code of the module: whatever that throws is turned into text here. */
    private static Findings read(ComponentDescription template, ModuleCode code, IndustryInspection inspector) {
        Findings findings = new Findings();
        try {
            Object instance = Instances.create(template, code.loader());
            IndustryInspection.Result result = inspector.inspect(code.archive().id(), (IndustryTemplate) instance);
            findings.violations(result.violations());
            result.warnings().forEach(findings::warning);
        } catch (Throwable e) {
            unreadable(template, ModuleCode.words(e), findings);
        }
        return findings;
    }

    private static void unreadable(ComponentDescription template, String why, Findings findings) {
        findings.violation("industry-unreadable", template.implementation(), why + ADVICE);
    }
}
