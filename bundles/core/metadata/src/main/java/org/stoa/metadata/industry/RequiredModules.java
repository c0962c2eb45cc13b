package org.stoa.metadata.industry;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataProblem;

/** The modules that an industry needs: its own, and those that its template names. */
@Component(service = RequiredModules.class)
public final class RequiredModules {

    private final ModuleRegistry registry;

    @Activate
    public RequiredModules(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    /** Those that the tenant has not enabled. */
    List<String> missing(UUID tenantId, IndustryDocument document) {
        List<String> needed = new ArrayList<>(document.requiredModules());
        needed.add(0, document.code());
        return needed.stream()
                .distinct()
                .filter(module -> registry.availability(tenantId, module) != Availability.ENABLED)
                .toList();
    }

    /** @throws ProblemException 409 {@code industry-modules-missing} that names them */
    void require(CallContext context, IndustryDocument document) {
        List<String> missing = missing(context.requireTenant(), document);
        if (!missing.isEmpty()) {
            throw ProblemException.of(MetadataProblem.INDUSTRY_MODULES_MISSING, String.join(", ", missing))
                    .with("missing", missing);
        }
    }
}
