package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code tenant:show}. */
@Service
@Command(scope = "tenant", name = "show", description = "Shows the details of a tenant.")
public final class TenantShowCommand extends PlatformCommand {

    @Argument(index = 0, name = "tenant", required = true, description = "Identifier or id of the tenant")
    @Completion(TenantCompleter.class)
    String idOrIdentifier;

    @Reference
    TenantService tenants;

    @Reference
    ModuleRegistry registry;

    @Override
    void run(PrintStream out) {
        Tenant tenant = tenants.get(platform(), idOrIdentifier);
        List<String> modules = registry.modules(inTenant(tenant.id()), tenant.id()).stream()
                .filter(module -> module.status() != TenantModule.Status.AVAILABLE)
                .map(module -> module.moduleId() + " " + module.status())
                .toList();
        Company company = tenant.company() == null ? Company.empty() : tenant.company();
        ShellTable table = new ShellTable().noHeaders();
        table.column("Detail");
        table.column("Value");
        row(table, "Identifier", Text.of(tenant.identifier()));
        row(table, "Name", Text.of(tenant.name()));
        row(table, "Id", Text.of(tenant.id()));
        row(table, "Status", Text.of(tenant.status()));
        row(table, "Tier", Text.of(tenant.tier()));
        row(table, "Industry", Text.of(tenant.industry()));
        row(table, "Domain", Text.of(tenant.domain()));
        row(table, "Parent", Text.of(tenant.parentId()));
        row(table, "Own realm", tenant.ownRealm() ? "yes" : "no");
        row(table, "Legal name", Text.of(company.legalName()));
        row(table, "Tax id", Text.of(company.taxId()));
        row(table, "E-mail", Text.of(company.email()));
        row(table, "Phone", Text.of(company.phone()));
        row(table, "Street", Text.of(company.street()));
        row(table, "Postal code", Text.of(company.postalCode()));
        row(table, "City", Text.of(company.city()));
        row(table, "Country", Text.of(company.country()));
        row(table, "Language", Text.of(tenant.language()));
        row(table, "Time zone", Text.of(tenant.timezone()));
        row(table, "Currency", Text.of(tenant.currency()));
        row(table, "Features", Text.of(tenant.features()));
        row(table, "Modules", Text.of(modules));
        row(table, "Created", Text.of(tenant.createdAt()));
        row(table, "Updated", Text.of(tenant.updatedAt()));
        table.print(out);
    }

    private static void row(ShellTable table, String detail, String value) {
        table.addRow().addContent(detail, value);
    }
}
