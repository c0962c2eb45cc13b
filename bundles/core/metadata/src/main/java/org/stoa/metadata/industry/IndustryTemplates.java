package org.stoa.metadata.industry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.platform.ModuleVersions;

/**
 * The templates on this node, of each version of a module that runs. They are read when somebody asks for them, so that
 * they do not keep the platform from being ready. One that cannot be read is not offered; the log says why.
 */
@Component(service = IndustryTemplates.class)
public final class IndustryTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(IndustryTemplates.class);

    private final TemplateReader reader;
    private final ModuleVersions versions;
    private final Map<IndustryTemplate, Offer> offers = new ConcurrentHashMap<>();

    @Activate
    public IndustryTemplates(@Reference TemplateParts parts, @Reference ModuleVersions versions) {
        this.reader = new TemplateReader(parts.all());
        this.versions = versions;
    }

    @Reference(
            service = IndustryTemplate.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addTemplate(IndustryTemplate template, ServiceReference<IndustryTemplate> reference) {
        Bundle bundle = reference.getBundle();
        String name = bundle.getSymbolicName();
        add(template, name.substring(name.lastIndexOf('.') + 1), bundle.getVersion());
    }

    void removeTemplate(IndustryTemplate template) {
        offers.remove(template);
    }

    /** Offers a template of a module of this version. */
    void add(IndustryTemplate template, String moduleId, Version bundle) {
        offers.put(template, new Offer(template, moduleId, bundle));
    }

    /** Every version of a template that is offered on this node. */
    List<IndustryDocument> offered(String code) {
        return offers.values().stream()
                .filter(offer -> offer.moduleId.equals(code))
                .flatMap(offer -> offer.document().stream())
                .toList();
    }

    /** Those that a tenant could install, by code. */
    List<IndustryDocument> all(UUID tenantId) {
        return offers.values().stream()
                .map(offer -> offer.moduleId)
                .distinct()
                .sorted()
                .flatMap(code -> find(code, tenantId).stream())
                .toList();
    }

    /** The one of the version of its module that serves a tenant. */
    Optional<IndustryDocument> find(String code, UUID tenantId) {
        String serving = versions.serving(code, tenantId);
        return offers.values().stream()
                .filter(offer -> offer.moduleId.equals(code))
                .filter(offer -> Objects.equals(offer.bundle.toString(), serving))
                .max(Comparator.comparing(offer -> offer.bundle))
                .flatMap(Offer::document);
    }

    /** A template whose code is the id of its module, as its rules want it. */
    private final class Offer {

        private final IndustryTemplate template;
        private final String moduleId;
        private final Version bundle;
        private TemplateReader.Reading reading;

        Offer(IndustryTemplate template, String moduleId, Version bundle) {
            this.template = template;
            this.moduleId = moduleId;
            this.bundle = bundle;
        }

        synchronized Optional<IndustryDocument> document() {
            if (reading == null) {
                reading = reader.read(moduleId, template);
                if (reading.document() == null) {
                    LOG.error(
                            "The industry {} of module {} cannot be offered: {}",
                            template.getClass().getName(),
                            moduleId,
                            reading.violations());
                }
            }
            return Optional.ofNullable(reading.document());
        }
    }
}
