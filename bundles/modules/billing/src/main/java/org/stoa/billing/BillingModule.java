package org.stoa.billing;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.billing.invoice.Seller;

/** What the billing module says of itself to the platform. */
@Component
public final class BillingModule implements ModuleDefinition {
    public static final String READ = "tenant.billing.read";
    public static final String WRITE = "tenant.billing.write";
    public static final String DELETE = "tenant.billing.delete";
    public static final String ADMIN = "tenant.billing.admin";

    @Override
    public String id() {
        return "billing";
    }

    @Override
    public String name() {
        return "Billing";
    }

    @Override
    public String description() {
        return "Customers and invoices in several currencies, numbered without gaps.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(
                PermissionDefinition.of(READ, "Read customers and invoices"),
                PermissionDefinition.of(WRITE, "Create and change customers and invoices; issue, settle and void them"),
                PermissionDefinition.of(DELETE, "Delete customers and drafts of invoices"),
                PermissionDefinition.of(ADMIN, "Everything in billing"));
    }

    /** What an invoice must say of its seller (Directive 2006/112/EC, article 226), as far as the tenant knows it. */
    @Override
    public List<String> requiredTenantFields() {
        return Seller.REQUIRED_FIELDS;
    }

    @Override
    public List<String> meteredResources() {
        return List.of("invoices");
    }
}
