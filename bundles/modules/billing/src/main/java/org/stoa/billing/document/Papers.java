package org.stoa.billing.document;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.CustomerService;
import org.stoa.billing.customer.Party;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceItem;
import org.stoa.billing.invoice.InvoiceService;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.invoice.InvoiceTotals;

/** Puts together what a paper says: the invoice as it was issued, the letterhead and the wishes of the customer as they are. */
@Component(service = Papers.class)
public final class Papers {
    /** UN/ECE recommendation 20: one, of whatever it is. */
    private static final String PIECE = "C62";

    private final InvoiceService invoices;
    private final CustomerService customers;
    private final TenantService tenants;
    private final Stationery stationery;

    @Activate
    public Papers(
            @Reference InvoiceService invoices,
            @Reference CustomerService customers,
            @Reference TenantService tenants,
            @Reference Stationery stationery) {
        this.invoices = invoices;
        this.customers = customers;
        this.tenants = tenants;
        this.stationery = stationery;
    }

    /** @throws ProblemException 404 {@code not-found} */
    public Paper of(CallContext context, UUID invoiceId) {
        Invoice invoice = invoices.get(context, invoiceId);
        Tenant tenant = tenants.get(context, context.requireTenant().toString());
        Letterhead sheet = stationery.letterhead(context);
        Delivery delivery = stationery.delivery(context, invoice.customerId());
        Party seller = invoice.seller() == null ? ownParty(tenant) : invoice.seller();
        Party buyer = invoice.buyer() == null
                ? customers.get(context, invoice.customerId()).asBuyer()
                : invoice.buyer();
        InvoiceTotals totals = invoice.totals();
        return new Paper(
                Paper.Kind.INVOICE,
                mark(invoice),
                invoice.number(),
                invoice.issueDate(),
                invoice.dueDate(),
                null,
                totals.gross().currency(),
                seller(seller, sheet, tenant),
                buyer(buyer, delivery),
                delivery.buyerReference(),
                invoice.items().stream().map(Papers::line).toList(),
                List.of(),
                totals.taxes().stream().map(Papers::tax).toList(),
                totals(invoice),
                invoice.notes(),
                sheet,
                tenant.language() == null ? Locale.ENGLISH : Locale.forLanguageTag(tenant.language()));
    }

    private static Paper.Mark mark(Invoice invoice) {
        return switch (invoice.status()) {
            case DRAFT -> Paper.Mark.DRAFT;
            case VOID -> Paper.Mark.VOID;
            default -> Paper.Mark.NONE;
        };
    }

    private static Party ownParty(Tenant tenant) {
        Company company = tenant.company() == null ? Company.empty() : tenant.company();
        return new Party(
                company.legalName() == null ? tenant.name() : company.legalName(),
                company.taxId(),
                company.email(),
                new org.stoa.billing.customer.Address(
                        company.street(), company.postalCode(), company.city(), company.country()));
    }

    private static PaperParty seller(Party party, Letterhead sheet, Tenant tenant) {
        String phone = tenant.company() == null ? null : tenant.company().phone();
        String email = sheet.email() == null ? party.email() : sheet.email();
        return party(
                party,
                sheet.contact(),
                email,
                sheet.phone() == null ? phone : sheet.phone(),
                electronic(sheet.electronic(), email));
    }

    private static PaperParty buyer(Party party, Delivery delivery) {
        String email = delivery.email() == null ? party.email() : delivery.email();
        return party(party, delivery.contact(), email, null, electronic(delivery.electronic(), email));
    }

    private static ElectronicAddress electronic(ElectronicAddress stated, String email) {
        return stated == null && email != null ? new ElectronicAddress("EM", email) : stated;
    }

    private static PaperParty party(
            Party party, String contact, String email, String phone, ElectronicAddress electronic) {
        return new PaperParty(
                party.name(),
                party.taxId(),
                party.address().street(),
                party.address().postalCode(),
                party.address().city(),
                party.address().country(),
                contact,
                email,
                phone,
                electronic);
    }

    private static Paper.Line line(InvoiceItem item) {
        return new Paper.Line(
                item.description(),
                item.quantity(),
                PIECE,
                item.unitPrice().amount(),
                category(item.taxRate().signum()),
                item.taxRate(),
                item.net());
    }

    private static Paper.Tax tax(InvoiceTotals.Tax tax) {
        return new Paper.Tax(category(tax.rate().signum()), tax.rate(), tax.net(), tax.tax(), null);
    }

    private static TaxCategory category(int signOfRate) {
        return signOfRate == 0 ? TaxCategory.Z : TaxCategory.S;
    }

    private static Paper.Totals totals(Invoice invoice) {
        InvoiceTotals totals = invoice.totals();
        Money nothing = Money.zero(totals.gross().currency());
        Money paid = invoice.status() == InvoiceStatus.PAID ? totals.gross() : nothing;
        return new Paper.Totals(
                totals.net(),
                nothing,
                totals.net(),
                totals.tax(),
                null,
                totals.gross(),
                paid,
                totals.gross().minus(paid));
    }
}
