package org.stoa.pets;

import org.osgi.service.component.annotations.Component;
import org.stoa.api.industry.IndustryModule;
import org.stoa.api.industry.IndustryTemplate;
import org.stoa.api.module.ModuleDefinition;

/** Pet models and those who care for animals. The content is in {@code industry.json}. */
@Component(service = {ModuleDefinition.class, IndustryTemplate.class})
public final class PetsIndustry extends IndustryModule {

    public PetsIndustry() {
        super("pets", "1.0.0", "Pets", "Agencies for animals: pet models and those who care for them.");
    }
}
