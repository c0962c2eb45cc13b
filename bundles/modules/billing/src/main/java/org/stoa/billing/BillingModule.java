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
        return "Products, taxes, invoices and credit notes numbered without gaps, payments, dunning and recurring agreements.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(
                PermissionDefinition.of(READ, "Read everything in billing"),
                PermissionDefinition.of(
                        WRITE,
                        "Create and change customers, products, invoices and agreements; issue, credit and void invoices; enter payments"),
                PermissionDefinition.of(
                        DELETE, "Delete customers, products, tax rates, drafts, and agreements without invoices"),
                PermissionDefinition.of(
                        ADMIN,
                        "Everything in billing: settings, dunning levels and number series as well, and releasing parked accounts"));
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
