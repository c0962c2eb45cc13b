package org.stoa.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.data.PageRequest;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** Identifiers of the newest tenants, as many as one page holds. */
@Service
public final class TenantCompleter extends WordCompleter {

    @Reference
    TenantService tenants;

    @Override
    List<String> words(List<String> arguments) {
        PageRequest page = new PageRequest(PageRequest.MAX_LIMIT, null);
        return tenants.list(PlatformCommand.platform(), null, page).items().stream()
                .map(Tenant::identifier)
                .toList();
    }
}
