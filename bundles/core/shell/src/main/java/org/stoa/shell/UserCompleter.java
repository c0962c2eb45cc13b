package org.stoa.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.data.PageRequest;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.tenant.TenantService;

/** E-mail addresses of the newest users of the tenant that is named before, as many as one page holds. */
@Service
public final class UserCompleter extends WordCompleter {

    private static final int TENANT_POSITION = 1;

    @Reference
    TenantService tenants;

    @Reference
    UserService users;

    @Override
    List<String> words(List<String> arguments) {
        if (arguments.size() <= TENANT_POSITION) {
            return List.of();
        }
        return tenants.resolve(arguments.get(TENANT_POSITION))
                .map(
                        tenantId -> users
                                .list(PlatformCommand.inTenant(tenantId), new PageRequest(PageRequest.MAX_LIMIT, null))
                                .items()
                                .stream()
                                .map(User::email)
                                .toList())
                .orElse(List.of());
    }
}
