package org.stoa.billing.document.einvoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.stoa.api.value.Money;
import org.stoa.billing.document.BankAccount;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.PaperParty;
import org.stoa.billing.tax.TaxCategory;

/**
 * A paper in the syntax UN/CEFACT Cross Industry Invoice D16B, after the binding of EN 16931-3-3. Amounts are those of
 * the paper; nothing is computed again, so that the file never differs from what was issued. BT and BG number the terms
 * of EN 16931-1.
 */
final class CrossIndustryInvoice {
    private static final String PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
    private static final String COMMERCIAL_INVOICE = "380";
    private static final String CREDIT_NOTE = "381";
    private static final String SEPA_TRANSFER = "58";
    private static final String TRANSFER = "30";
    private static final String DISCOUNT = "Discount";
    private static final String NOT_SPECIFIED = "1";

    private final Paper paper;
    private final Profile profile;
    private final Xml xml;

    private CrossIndustryInvoice(Paper paper, Profile profile, Xml xml) {
        this.paper = paper;
        this.profile = profile;
        this.xml = xml;
    }

    /** @param paper complete, see {@link Completeness} */
    static byte[] write(Paper paper, Profile profile) {
        return Xml.document("rsm:CrossIndustryInvoice", xml -> new CrossIndustryInvoice(paper, profile, xml).content());
    }

    private void content() {
        xml.element("rsm:ExchangedDocumentContext", () -> xml.text(
                        "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", PROCESS)
                .text("ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", profile.guideline()));
        xml.element("rsm:ExchangedDocument", () -> {
            xml.text("ram:ID", paper.number())
                    .text("ram:TypeCode", paper.kind() == Paper.Kind.INVOICE ? COMMERCIAL_INVOICE : CREDIT_NOTE);
            date("ram:IssueDateTime", "udt", paper.issueDate());
            xml.text("ram:IncludedNote/ram:Content", paper.mark() == Paper.Mark.TEST ? "TEST" : null)
                    .text("ram:IncludedNote/ram:Content", paper.notes());
        });
        xml.element("rsm:SupplyChainTradeTransaction", () -> {
            for (int index = 0; index < paper.lines().size(); index++) {
                line(index + 1, paper.lines().get(index));
            }
            agreement();
            delivery();
            settlement();
        });
    }

    /** A price is never negative (BR-27): where a discount is written as a line, its quantity is. */
    private void line(int number, Paper.Line line) {
        boolean discount = line.unitPrice().signum() < 0;
        BigDecimal quantity = discount ? line.quantity().negate() : line.quantity();
        xml.element("ram:IncludedSupplyChainTradeLineItem", () -> xml.text(
                        "ram:AssociatedDocumentLineDocument/ram:LineID", Integer.toString(number))
                .text("ram:SpecifiedTradeProduct/ram:Name", line.name())
                .text(
                        "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount",
                        plain(line.unitPrice().abs()))
                .text("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", plain(quantity), "unitCode", line.unitCode())
                .element("ram:SpecifiedLineTradeSettlement", () -> {
                    xml.element("ram:ApplicableTradeTax", () -> category(line.category(), line.taxRate()));
                    period(line);
                    discount(line);
                    xml.text(
                            "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
                            amount(line.net()));
                }));
    }

    private void period(Paper.Line line) {
        if (line.periodStart() == null && line.periodEnd() == null) {
            return;
        }
        xml.element("ram:BillingSpecifiedPeriod", () -> {
            if (line.periodStart() != null) {
                date("ram:StartDateTime", "udt", line.periodStart());
            }
            if (line.periodEnd() != null) {
                date("ram:EndDateTime", "udt", line.periodEnd());
            }
        });
    }

    private void discount(Paper.Line line) {
        if (line.discount() == null) {
            return;
        }
        boolean takenOff = line.discount().amount().signum() > 0;
        xml.element("ram:SpecifiedTradeAllowanceCharge", () -> xml.text(
                        "ram:ChargeIndicator/udt:Indicator", Boolean.toString(!takenOff))
                .text("ram:ActualAmount", line.discount().amount().abs().toPlainString())
                .text("ram:Reason", DISCOUNT));
    }

    private void agreement() {
        xml.element("ram:ApplicableHeaderTradeAgreement", () -> xml.text("ram:BuyerReference", paper.buyerReference())
                .element("ram:SellerTradeParty", () -> party(paper.seller(), true))
                .element("ram:BuyerTradeParty", () -> party(paper.buyer(), false)));
    }

    private void party(PaperParty party, boolean seller) {
        // what is not subject to value added tax names no number of that tax (BR-O-02)
        boolean vat = party.hasVatNumber() && !isOutsideOfTax();
        if (seller && !vat) {
            xml.text("ram:ID", party.taxId());
        }
        xml.text("ram:Name", party.name());
        if (party.contact() != null || seller && party.phone() != null) {
            xml.element("ram:DefinedTradeContact", () -> xml.text("ram:PersonName", party.contact())
                    .text("ram:TelephoneUniversalCommunication/ram:CompleteNumber", party.phone())
                    .text("ram:EmailURIUniversalCommunication/ram:URIID", party.email()));
        }
        address(party);
        if (party.electronic() != null) {
            xml.text(
                    "ram:URIUniversalCommunication/ram:URIID",
                    party.electronic().value(),
                    "schemeID",
                    party.electronic().scheme());
        }
        if (vat || seller) {
            xml.text("ram:SpecifiedTaxRegistration/ram:ID", party.taxId(), "schemeID", vat ? "VA" : "FC");
        }
    }

    private void address(PaperParty party) {
        xml.element("ram:PostalTradeAddress", () -> xml.text("ram:PostcodeCode", party.postalCode())
                .text("ram:LineOne", party.street())
                .text("ram:CityName", party.city())
                .text("ram:CountryID", party.country()));
    }

    /** A delivery within the European Union says where to and when (BR-IC-11, BR-IC-12); else nothing is known of it. */
    private void delivery() {
        boolean withinUnion = paper.taxes().stream().anyMatch(tax -> tax.category() == TaxCategory.K);
        xml.element("ram:ApplicableHeaderTradeDelivery", () -> {
            if (withinUnion) {
                xml.element("ram:ShipToTradeParty", () -> address(paper.buyer()));
                xml.element(
                        "ram:ActualDeliverySupplyChainEvent",
                        () -> date("ram:OccurrenceDateTime", "udt", paper.issueDate()));
            }
        });
    }

    private void settlement() {
        Paper.Totals totals = paper.totals();
        xml.element("ram:ApplicableHeaderTradeSettlement", () -> {
            xml.text("ram:PaymentReference", paper.number())
                    .text(
                            "ram:TaxCurrencyCode",
                            totals.accountingTax() == null
                                    ? null
                                    : totals.accountingTax().currency().getCurrencyCode())
                    .text("ram:InvoiceCurrencyCode", paper.currency().getCurrencyCode());
            paymentMeans();
            paper.taxes().forEach(this::tax);
            paper.allowances().forEach(this::allowance);
            terms();
            summation(totals);
            if (paper.origin() != null) {
                xml.element("ram:InvoiceReferencedDocument", () -> {
                    xml.text("ram:IssuerAssignedID", paper.origin().number());
                    date("ram:FormattedIssueDateTime", "qdt", paper.origin().issueDate());
                });
            }
        });
    }

    private void paymentMeans() {
        BankAccount bank = paper.sheet().bank();
        boolean euros = paper.currency().getCurrencyCode().equals("EUR");
        xml.element("ram:SpecifiedTradeSettlementPaymentMeans", () -> {
            if (bank == null) {
                xml.text("ram:TypeCode", NOT_SPECIFIED);
                return;
            }
            xml.text("ram:TypeCode", euros ? SEPA_TRANSFER : TRANSFER)
                    .element("ram:PayeePartyCreditorFinancialAccount", () -> xml.text("ram:IBANID", bank.iban())
                            .text(
                                    "ram:AccountName",
                                    bank.holder() == null ? paper.seller().name() : bank.holder()));
            xml.text("ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID", bank.bic());
        });
    }

    private void tax(Paper.Tax tax) {
        xml.element("ram:ApplicableTradeTax", () -> {
            xml.text("ram:CalculatedAmount", amount(tax.tax()))
                    .text("ram:TypeCode", "VAT")
                    .text("ram:ExemptionReason", tax.exemption())
                    .text("ram:BasisAmount", amount(tax.net()))
                    .text("ram:CategoryCode", tax.category().name())
                    .text("ram:RateApplicablePercent", plain(tax.rate()));
        });
    }

    private void allowance(Paper.Allowance allowance) {
        xml.element("ram:SpecifiedTradeAllowanceCharge", () -> xml.text("ram:ChargeIndicator/udt:Indicator", "false")
                .text("ram:ActualAmount", amount(allowance.amount()))
                .text("ram:Reason", allowance.reason() == null ? DISCOUNT : allowance.reason())
                .element("ram:CategoryTradeTax", () -> category(allowance.category(), allowance.taxRate())));
    }

    private void terms() {
        String described = paper.sheet().paymentTerms();
        if (described == null && paper.dueDate() == null) {
            return;
        }
        xml.element("ram:SpecifiedTradePaymentTerms", () -> {
            xml.text("ram:Description", described);
            if (paper.dueDate() != null) {
                date("ram:DueDateDateTime", "udt", paper.dueDate());
            }
        });
    }

    private void summation(Paper.Totals totals) {
        xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation", () -> {
            xml.text("ram:LineTotalAmount", amount(totals.lines()));
            if (totals.allowances().amount().signum() != 0) {
                xml.text("ram:AllowanceTotalAmount", amount(totals.allowances()));
            }
            xml.text("ram:TaxBasisTotalAmount", amount(totals.net()));
            taxTotal(totals.tax());
            if (totals.accountingTax() != null) {
                taxTotal(totals.accountingTax());
            }
            xml.text("ram:GrandTotalAmount", amount(totals.gross()));
            if (totals.paid().amount().signum() != 0) {
                xml.text("ram:TotalPrepaidAmount", amount(totals.paid()));
            }
            xml.text("ram:DuePayableAmount", amount(totals.due()));
        });
    }

    private void taxTotal(Money tax) {
        xml.text("ram:TaxTotalAmount", amount(tax), "currencyID", tax.currency().getCurrencyCode());
    }

    /** A line that is not subject to tax has no rate, not even one of zero (BR-O-05). */
    private void category(TaxCategory category, BigDecimal rate) {
        xml.text("ram:TypeCode", "VAT")
                .text("ram:CategoryCode", category.name())
                .text("ram:RateApplicablePercent", category == TaxCategory.O ? null : plain(rate));
    }

    private boolean isOutsideOfTax() {
        return paper.taxes().stream().anyMatch(tax -> tax.category() == TaxCategory.O);
    }

    private void date(String element, String prefix, LocalDate date) {
        String text = DateTimeFormatter.BASIC_ISO_DATE.format(date);
        xml.text(element + "/" + prefix + ":DateTimeString", text, "format", "102");
    }

    private static String amount(Money money) {
        return money.amount().toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
