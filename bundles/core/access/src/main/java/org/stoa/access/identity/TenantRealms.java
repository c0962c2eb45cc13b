package org.stoa.access.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.identity.RealmMapper.TenantRealm;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/** Finds the tenant that somebody names when signing in. */
@Component(service = TenantRealms.class)
public final class TenantRealms {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final PlatformDatabase database;

    @Activate
    public TenantRealms(@Reference PlatformDatabase database) {
        this.database = database;
    }

    /**
     * The tenant that was named, or that of the custom domain of the call when none was.
     *
     * @param named identifier or id, or null
     * @return empty when no tenant is meant, or there is none like that
     */
    public Optional<TenantRealm> find(CallContext context, String named) {
        if (named == null && context.tenantId() == null) {
            return Optional.empty();
        }
        String text = named == null ? context.tenantId().toString() : named.strip();
        UUID id = ID.matcher(text).matches() ? UUID.fromString(text) : null;
        return Optional.ofNullable(database.read(context, RealmMapper.class, mapper -> mapper.find(text, id)));
    }
}
