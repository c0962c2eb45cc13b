package org.stoa.metadata.industry;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.platform.IndustryInspection;

/** Reads the template of a module as it would be offered, and compares it with what is offered now. */
@Component
public final class IndustryInspector implements IndustryInspection {

    private final TemplateReader reader;
    private final IndustryTemplates templates;

    @Activate
    public IndustryInspector(@Reference TemplateParts parts, @Reference IndustryTemplates templates) {
        this.reader = new TemplateReader(parts.all());
        this.templates = templates;
    }

    @Override
    public Result inspect(String moduleId, IndustryTemplate template) {
        TemplateReader.Reading reading = reader.read(moduleId, template);
        return new Result(
                reading.violations(), reading.document() == null ? List.of() : warnings(moduleId, reading.document()));
    }

    private List<String> warnings(String moduleId, IndustryDocument document) {
        return templates.offered(moduleId).stream()
                .flatMap(before -> warning(document, before).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> warning(IndustryDocument document, IndustryDocument before) {
        boolean sameVersion = document.version().equals(before.version());
        boolean sameContent = document.hasContentOf(before);
        if (sameVersion == sameContent) {
            return Optional.empty();
        }
        String industry = "the industry " + document.code();
        return Optional.of(
                sameVersion
                        ? industry + " has another content than version " + before.version()
                                + " that is offered now, but not another version: let its version() return a newer"
                                + " one, so that tenants learn that there is something to upgrade to"
                        : industry + " has the same content in version " + document.version() + " as in version "
                                + before.version() + ", and tenants would upgrade for nothing");
    }
}
