package org.stoa.freelance;

import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryModule;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;

/** Freelancers, and the projects on which clients work with them. The content is in {@code industry.json}. */
@Component(service = {ModuleDefinition.class, IndustryTemplate.class})
public final class FreelanceIndustry extends IndustryModule {

    public FreelanceIndustry() {
        super(
                "freelance",
                "1.0.0",
                "Freelancing",
                "Freelancers and their clients, projects, timesheets and milestones.");
    }
}
