package org.stoa.pets;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryFiles;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/** Pet models and those who care for animals. The content is in {@code industry.json}. */
@Component
public final class PetsIndustry implements ModuleDefinition, IndustryTemplate {

    @Override
    public String id() {
        return "pets";
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
        return "Pets";
    }

    @Override
    public String description() {
        return "Agencies for animals: pet models and those who care for them.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of();
    }

    @Override
    public String content() {
        return IndustryFiles.read(PetsIndustry.class);
    }
}
