package org.stoa.staging;

import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryModule;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;

/** Images of rooms, ordered and delivered as furnished ones. The content is in {@code industry.json}. */
@Component(service = {ModuleDefinition.class, IndustryTemplate.class})
public final class StagingIndustry extends IndustryModule {

    public StagingIndustry() {
        super(
                "staging",
                "1.0.0",
                "Virtual staging",
                "Virtual staging of real estate: orders, properties, agents, photographers and customers.");
    }
}
