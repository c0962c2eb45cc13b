package org.stoa.marketplace.label;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.marketplace.MarketplaceModule;

/** {@code /api/v1/marketplace/labels}. */
@RestResource
@Component(service = LabelResource.class)
@Path("labels")
@Produces(MediaType.APPLICATION_JSON)
public final class LabelResource {

    /** What types, states and operators are called in the language of the caller, by kind and value. */
    @GET
    @RequiresPermission(MarketplaceModule.READ)
    public Map<String, Map<String, String>> labels(@Context CallContext context) {
        return Labels.in(context.locale());
    }
}
