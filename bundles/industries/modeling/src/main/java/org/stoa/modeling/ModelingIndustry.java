package org.stoa.modeling;

import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryModule;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;

/** Models, children and actors, their castings and bookings. The content is in {@code industry.json}. */
@Component(service = {ModuleDefinition.class, IndustryTemplate.class})
public final class ModelingIndustry extends IndustryModule {

    public ModelingIndustry() {
        super("modeling", "1.0.0", "Modeling", "Agencies for models, children and actors, with castings and bookings.");
    }
}
