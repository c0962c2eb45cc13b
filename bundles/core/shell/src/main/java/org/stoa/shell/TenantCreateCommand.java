package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.NewTenant.Administrator;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/** {@code tenant:create}. */
@Service
@Command(
        scope = "tenant",
        name = "create",
        description = "Creates a tenant, with its first administrator if one is named.")
public final class TenantCreateCommand extends PlatformCommand {

    @Argument(
            index = 0,
            name = "identifier",
            required = true,
            description = "2 to 63 lower-case letters, digits and inner hyphens, such as go-models")
    String identifier;

    @Argument(index = 1, name = "name", required = true, description = "Name for people, such as \"Go Models Agency\"")
    String name;

    @Argument(index = 2, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--admin-email", description = "E-mail address of the first administrator")
    String adminEmail;

    @Option(name = "--admin-name", description = "Name of the first administrator; the e-mail address if left out")
    String adminName;

    @Option(
            name = "--admin-password",
            censor = true,
            description = "Password of the first administrator, at least 12 characters; without it a link to set one is"
                    + " mailed")
    String adminPassword;

    @Option(name = "--status", description = "ACTIVE (as if left out) or TRIAL")
    @Completion(StatusCompleter.class)
    String status;

    @Option(name = "--tier", description = "Subscription tier")
    String tier;

    @Option(name = "--industry", description = "Industry code, such as modeling")
    String industry;

    @Option(name = "--domain", description = "Custom domain")
    String domain;

    @Option(name = "--parent", description = "Identifier of the tenant it belongs to")
    @Completion(TenantCompleter.class)
    String parent;

    @Option(name = "--own-realm", description = "Its people sign in with identities of its own (white label)")
    boolean ownRealm;

    @Option(name = "--language", description = "Language tag, such as de")
    String language;

    @Option(name = "--timezone", description = "Time zone, such as Europe/Berlin")
    String timezone;

    @Option(name = "--currency", description = "ISO 4217 code, such as EUR")
    String currency;

    @Option(name = "--legal-name", description = "Company: legal name")
    String legalName;

    @Option(name = "--tax-id", description = "Company: VAT or tax number")
    String taxId;

    @Option(name = "--email", description = "Company: e-mail address")
    String email;

    @Option(name = "--phone", description = "Company: telephone")
    String phone;

    @Option(name = "--street", description = "Company: street")
    String street;

    @Option(name = "--postal-code", description = "Company: postal code")
    String postalCode;

    @Option(name = "--city", description = "Company: city")
    String city;

    @Option(name = "--country", description = "Company: ISO 3166-1 code, such as DE")
    String country;

    @Reference
    TenantService tenants;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out) throws CommandException {
        NewTenant request = new NewTenant(
                identifier,
                name,
                domain,
                status == null ? null : StatusCompleter.parse(status),
                tier,
                industry,
                parent == null ? null : tenants.get(platform(), parent).id(),
                ownRealm,
                new Company(legalName, taxId, email, phone, street, postalCode, city, country),
                language,
                timezone,
                currency,
                administrator());
        Tenant tenant = tenants.create(platform(), request);
        out.println("Tenant " + tenant.identifier() + " was created with the id " + tenant.id() + ".");
        out.println(firstSteps(tenant));
    }

    private Administrator administrator() throws CommandException {
        if (adminEmail == null) {
            if (adminName != null || adminPassword != null) {
                throw refused("An administrator needs --admin-email.");
            }
            return null;
        }
        return new Administrator(adminEmail, adminPassword, adminName == null ? adminEmail : adminName);
    }

    private String firstSteps(Tenant tenant) {
        if (adminEmail == null) {
            return "It has no administrator yet: user:create " + tenant.identifier()
                    + " EMAIL NAME --role \"Tenant Admin\"";
        }
        if (adminPassword == null) {
            return adminEmail + " gets an e-mail that says how to sign in.";
        }
        return adminEmail + " can sign in.";
    }
}
