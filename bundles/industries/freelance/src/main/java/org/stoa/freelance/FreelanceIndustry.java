package org.stoa.freelance;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryFiles;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/** Freelancers, and the projects on which clients work with them. The content is in {@code industry.json}. */
@Component
public final class FreelanceIndustry implements ModuleDefinition, IndustryTemplate {

    @Override
    public String id() {
        return "freelance";
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
        return "Freelancing";
    }

    @Override
    public String description() {
        return "Freelancers and their clients, projects, timesheets and milestones.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of();
    }

    @Override
    public String content() {
        return IndustryFiles.read(FreelanceIndustry.class);
    }
}
