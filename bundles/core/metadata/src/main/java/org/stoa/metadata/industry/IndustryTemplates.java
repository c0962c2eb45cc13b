package org.stoa.metadata.industry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
 * The templates on this node, of each version of a module that runs. One that cannot be read is not offered; the log says
 * why.
 */
@Component(service = IndustryTemplates.class)
public final class IndustryTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(IndustryTemplates.class);

    private record Offered(Version bundle, IndustryDocument document) {}

    private final TemplateReader reader;
    private final ModuleVersions versions;
    private final Map<IndustryTemplate, Offered> offered = new ConcurrentHashMap<>();

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
        offered.remove(template);
    }

    /** Offers a template of a module of this version. */
    void add(IndustryTemplate template, String moduleId, Version bundle) {
        TemplateReader.Reading reading = reader.read(moduleId, template);
        if (reading.document() == null) {
            LOG.error(
                    "The industry {} of module {} cannot be offered: {}",
                    template.getClass().getName(),
                    moduleId,
                    reading.violations());
            return;
        }
        offered.put(template, new Offered(bundle, reading.document()));
    }

    /** Every version of a template that is offered on this node. */
    List<IndustryDocument> offered(String code) {
        return offered.values().stream()
                .map(Offered::document)
                .filter(document -> document.code().equals(code))
                .toList();
    }

    /** Those that a tenant could install, by code. */
    List<IndustryDocument> all(UUID tenantId) {
        Map<String, IndustryDocument> byCode = new TreeMap<>();
        offered.values().forEach(each -> find(each.document().code(), tenantId)
                .ifPresent(document -> byCode.put(document.code(), document)));
        return List.copyOf(byCode.values());
    }

    /** The one of the version of its module that serves a tenant. */
    Optional<IndustryDocument> find(String code, UUID tenantId) {
        String serving = versions.serving(code, tenantId);
        return offered.values().stream()
                .filter(each -> each.document().code().equals(code))
                .filter(each -> Objects.equals(each.bundle().toString(), serving))
                .max(Comparator.comparing(Offered::bundle))
                .map(Offered::document);
    }
}
