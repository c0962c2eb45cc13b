package org.stoa.subscription.flag;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/tenants/{tenant}/features}: which features are on. */
@RestResource
@Component(service = FeatureResource.class)
@Path("tenants/{tenant}/features")
@Produces(MediaType.APPLICATION_JSON)
public final class FeatureResource {

    private static final int MOST_KEYS = 200;

    private final EvaluatedFeatures features;

    @Activate
    public FeatureResource(@Reference EvaluatedFeatures features) {
        this.features = features;
    }

    /** Tells which features are on for the caller: all, or those whose keys are given, separated by commas. */
    @GET
    @RequiresPermission("tenant.feature.read")
    public TenantFeatures showFeatures(@Context CallContext context, @QueryParam("keys") String keys) {
        SortedMap<String, Boolean> all = new TreeMap<>(features.all(context));
        return new TenantFeatures(keys == null ? all : only(all, keys.split(",")));
    }

    private static SortedMap<String, Boolean> only(SortedMap<String, Boolean> all, String[] keys) {
        if (keys.length > MOST_KEYS) {
            throw ProblemException.invalid("keys", "must name at most " + MOST_KEYS + " features");
        }
        SortedMap<String, Boolean> found = new TreeMap<>();
        for (String key : keys) {
            found.put(key.strip(), all.getOrDefault(key.strip(), false));
        }
        return found;
    }
}
