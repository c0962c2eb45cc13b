package org.stoa.staging;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryFiles;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/** Images of rooms, ordered and delivered as furnished ones. The content is in {@code industry.json}. */
@Component
public final class StagingIndustry implements ModuleDefinition, IndustryTemplate {

    @Override
    public String id() {
        return "staging";
    }

    @Override
    public String code() {
        return id();
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public String name() {
        return "Virtual staging";
    }

    @Override
    public String description() {
        return "Virtual staging of real estate: orders, properties, agents, photographers and customers.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of();
    }

    @Override
    public String content() {
        return IndustryFiles.read(StagingIndustry.class);
    }
}
