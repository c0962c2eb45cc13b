package org.stoa.billing.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
import org.stoa.billing.customer.Address;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerService;
import org.stoa.billing.customer.Party;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceItem;
import org.stoa.billing.invoice.InvoiceKind;
import org.stoa.billing.invoice.InvoiceService;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.invoice.InvoiceTotals;

/** Puts together what a paper says: the invoice as it was issued, the letterhead and the wishes of the customer as they are. */
@Component(service = Papers.class)
public final class Papers {
    private static final int PRICE_DECIMALS = 10;

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
        Customer customer = customers.get(context, invoice.customerId());
        Letterhead sheet = stationery.letterhead(context);
        Delivery delivery = stationery.delivery(context, customer.id());
        InvoiceTotals totals = invoice.totals();
        return new Paper(
                invoice.kind() == InvoiceKind.CREDIT_NOTE ? Paper.Kind.CREDIT_NOTE : Paper.Kind.INVOICE,
                mark(invoice),
                invoice.number(),
                invoice.issueDate(),
                invoice.dueDate(),
                origin(context, invoice),
                totals.gross().currency(),
                seller(invoice.seller() == null ? ownParty(tenant) : invoice.seller(), sheet, tenant),
                buyer(invoice.buyer() == null ? customer.asBuyer() : invoice.buyer(), delivery),
                delivery.buyerReference(),
                invoice.items().stream().map(Papers::line).toList(),
                List.of(),
                totals.taxes().stream().map(Papers::tax).toList(),
                totals(invoice),
                invoice.notes(),
                sheet,
                locale(customer.language() == null ? tenant.language() : customer.language()));
    }

    private Paper.Origin origin(CallContext context, Invoice invoice) {
        if (invoice.credited() == null) {
            return null;
        }
        Invoice origin = invoices.get(context, invoice.credited().invoiceId());
        return new Paper.Origin(origin.number(), origin.issueDate());
    }

    private static Locale locale(String language) {
        return language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }

    private static Paper.Mark mark(Invoice invoice) {
        if (invoice.status() == InvoiceStatus.DRAFT) {
            return Paper.Mark.DRAFT;
        }
        if (invoice.status() == InvoiceStatus.VOID) {
            return Paper.Mark.VOID;
        }
        return invoice.test() ? Paper.Mark.TEST : Paper.Mark.NONE;
    }

    private static Party ownParty(Tenant tenant) {
        Company company = tenant.company() == null ? Company.empty() : tenant.company();
        return new Party(
                company.legalName() == null ? tenant.name() : company.legalName(),
                company.taxId(),
                company.email(),
                new Address(company.street(), company.postalCode(), company.city(), company.country()));
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

    /** A price that includes the tax is stated without it: what of it is net, by the piece. */
    private static Paper.Line line(InvoiceItem item) {
        Money discount = item.taxInclusive() ? null : item.discount();
        boolean discounted = discount != null && discount.amount().signum() != 0;
        BigDecimal price = item.taxInclusive()
                ? item.net().amount().divide(item.quantity(), PRICE_DECIMALS, RoundingMode.HALF_UP)
                : item.unitPrice().amount();
        return new Paper.Line(
                item.description(),
                item.quantity(),
                item.unit(),
                Units.codeOf(item.unit()),
                price,
                discounted ? discount : null,
                item.discountPercent().signum() == 0 ? null : item.discountPercent(),
                item.periodStart(),
                item.periodEnd(),
                item.taxCategory(),
                item.taxRate(),
                item.net());
    }

    private static Paper.Tax tax(InvoiceTotals.Tax tax) {
        return new Paper.Tax(tax.category(), tax.rate(), tax.net(), tax.tax(), tax.exemptionReason());
    }

    private static Paper.Totals totals(Invoice invoice) {
        InvoiceTotals totals = invoice.totals();
        Money nothing = Money.zero(totals.gross().currency());
        Money due = invoice.balance() == null ? totals.gross() : invoice.balance();
        return new Paper.Totals(
                totals.net(),
                nothing,
                totals.net(),
                totals.tax(),
                invoice.conversion() == null ? null : invoice.conversion().tax(),
                totals.gross(),
                totals.gross().minus(due),
                due);
    }
}
