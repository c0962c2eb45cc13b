package org.stoa.modeling;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryFiles;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/** Models, children and actors, their castings and bookings. The content is in {@code industry.json}. */
@Component
public final class ModelingIndustry implements ModuleDefinition, IndustryTemplate {

    @Override
    public String id() {
        return "modeling";
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
        return "Modeling";
    }

    @Override
    public String description() {
        return "Agencies for models, children and actors, with castings and bookings.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of();
    }

    @Override
    public String content() {
        return IndustryFiles.read(ModelingIndustry.class);
    }
}
