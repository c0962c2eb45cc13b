package org.stoa.booking.setting;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.booking.BookingModule;

/** {@code /api/v1/booking/settings}. */
@RestResource
@Component(service = SettingResource.class)
@Path("settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SettingResource {
    private final Settings settings;

    @Activate
    public SettingResource(@Reference Settings settings) {
        this.settings = settings;
    }

    @GET
    @RequiresPermission(BookingModule.READ_OWN)
    public SettingFields get(@Context CallContext context) {
        return settings.get(context);
    }

    @PUT
    @RequiresPermission(BookingModule.ADMIN)
    public SettingFields put(@Context CallContext context, @NotNull @Valid SettingFields fields) {
        return settings.put(context, fields);
    }
}
