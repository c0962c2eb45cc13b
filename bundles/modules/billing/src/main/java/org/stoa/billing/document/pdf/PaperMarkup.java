package org.stoa.billing.document.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.billing.document.BankAccount;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.PaperParty;
import org.w3c.dom.Document;

/** A paper as XHTML. */
final class PaperMarkup {
    private final Paper paper;
    private final Words words;

    PaperMarkup(Paper paper) {
        this.paper = paper;
        this.words = new Words(paper.locale());
    }

    /** One table of items, with the sums on every page: as tall as the pages will be. Its rows have the ids of {@link ItemTable}. */
    Document toMeasure() {
        return page(ItemTable::measured);
    }

    /** @param sizes how many items each page takes, one number for each page */
    Document paged(List<Integer> sizes) {
        return page(table -> table.paged(sizes));
    }

    private Document page(java.util.function.Consumer<ItemTable> layOut) {
        Template page = Template.paper(paper.sheet().ink());
        opening(page);
        headings(page);
        layOut.accept(new ItemTable(page, paper, words));
        totals(page);
        taxes(page);
        payment(page);
        footer(page);
        if (paper.notes() == null || paper.notes().isBlank()) {
            page.remove("notes-block");
        } else {
            page.fill("notes-heading", words.of("notes")).fill("notes", paper.notes());
        }
        page.fill("watermark", paper.mark() == Paper.Mark.NONE ? null : words.of("mark." + paper.mark()));
        return page.document();
    }

    private void opening(Template page) {
        PaperParty seller = paper.seller();
        PaperParty buyer = paper.buyer();
        page.fill("title", heading());
        page.fill("seller-name", seller.name());
        page.fill(
                "seller-contact",
                lines(
                        seller.contact(),
                        seller.phone() == null ? null : words.of("phone", seller.phone()),
                        seller.email()));
        page.fill("sender", joined(" · ", seller.name(), seller.street(), place(seller)));
        page.fill("buyer", lines(buyer.name(), buyer.street(), place(buyer), foreignCountry()));
        if (paper.number() != null) {
            fact(page, words.of("number." + paper.kind()), paper.number());
        }
        if (paper.issueDate() != null) {
            fact(page, words.of("issue-date"), words.date(paper.issueDate()));
        }
        if (paper.dueDate() != null && paper.kind() == Paper.Kind.INVOICE) {
            fact(page, words.of("due-date"), words.date(paper.dueDate()));
        }
        fact(page, words.of("tax-id"), buyer.taxId());
        fact(page, words.of("reference"), paper.buyerReference());
        page.fill("heading", heading());
        page.fill(
                "origin",
                paper.origin() == null
                        ? null
                        : words.of(
                                "origin",
                                paper.origin().number(),
                                words.date(paper.origin().issueDate())));
    }

    private static void fact(Template page, String label, String value) {
        if (value != null && !value.isBlank()) {
            page.add("fact", "label", label, "value", value);
        }
    }

    private void headings(Template page) {
        for (String column : List.of("position", "name", "quantity", "price", "tax", "net")) {
            page.fill("head-" + column, words.of(column));
        }
    }

    private void totals(Template page) {
        Paper.Totals totals = paper.totals();
        if (!paper.allowances().isEmpty()) {
            total(page, words.of("line-sum"), words.money(totals.lines()));
            for (Paper.Allowance allowance : paper.allowances()) {
                String label = allowance.reason() == null
                        ? words.of("allowance")
                        : words.of("allowance-reason", allowance.reason());
                total(page, label, "−" + words.money(allowance.amount()));
            }
        }
        total(page, words.of("net-total"), words.money(totals.net()));
        if (paper.taxes().size() == 1 && paper.taxes().get(0).exemption() == null) {
            Paper.Tax tax = paper.taxes().get(0);
            total(page, words.of("tax-of-rate", words.percent(tax.rate())), words.money(tax.tax()));
        } else {
            total(page, words.of("tax-total"), words.money(totals.tax()));
        }
        page.add("total", "label", words.of("gross-total." + paper.kind()), "value", words.money(totals.gross()))
                .setAttribute("class", "strong");
        if (totals.paid().amount().signum() != 0) {
            total(page, words.of("paid"), words.money(totals.paid()));
            page.add("total", "label", words.of("due"), "value", words.money(totals.due()))
                    .setAttribute("class", "due");
        }
        if (totals.accountingTax() != null) {
            String currency = totals.accountingTax().currency().getCurrencyCode();
            total(page, words.of("accounting-tax", currency), words.money(totals.accountingTax()));
        }
    }

    private static void total(Template page, String label, String value) {
        page.add("total", "label", label, "value", value);
    }

    private void taxes(Template page) {
        boolean told = paper.taxes().size() < 2
                && paper.taxes().stream().noneMatch(tax -> tax.category().needsReason());
        if (told) {
            page.remove("tax-summary");
            return;
        }
        page.fill("tax-heading", words.of("tax-summary"))
                .fill("tax-head-rate", words.of("tax-rate"))
                .fill("tax-head-net", words.of("taxable"))
                .fill("tax-head-tax", words.of("tax-amount"))
                .fill("tax-head-gross", words.of("gross"));
        for (Paper.Tax tax : paper.taxes()) {
            String name = words.of("category." + tax.category(), words.percent(tax.rate()));
            page.add(
                    "tax",
                    "rate",
                    tax.exemption() == null ? name : name + ": " + tax.exemption(),
                    "net",
                    words.money(tax.net()),
                    "tax",
                    words.money(tax.tax()),
                    "gross",
                    words.money(tax.net().plus(tax.tax())));
        }
    }

    private void payment(Template page) {
        page.fill("payment-heading", words.of("payment")).fill("payment-terms", paymentTerms());
        BankAccount bank = paper.sheet().bank();
        if (bank == null || paper.kind() == Paper.Kind.CREDIT_NOTE || !isDue()) {
            page.remove("bank");
            return;
        }
        bankFact(page, "holder", bank.holder() == null ? paper.seller().name() : bank.holder());
        bankFact(page, "bank", bank.bank());
        bankFact(page, "iban", bank.readableIban());
        bankFact(page, "bic", bank.bic());
        bankFact(page, "payment-reference", paper.number());
    }

    private String paymentTerms() {
        if (paper.kind() == Paper.Kind.CREDIT_NOTE) {
            return words.of("payment-none");
        }
        if (!isDue() && paper.mark() != Paper.Mark.VOID) {
            return words.of("settled");
        }
        if (paper.sheet().paymentTerms() != null) {
            return paper.sheet().paymentTerms();
        }
        return paper.dueDate() == null
                ? null
                : words.of("payment-terms", words.money(paper.totals().due()), words.date(paper.dueDate()));
    }

    private boolean isDue() {
        return paper.totals().due().amount().signum() > 0;
    }

    private void bankFact(Template page, String key, String value) {
        if (value != null) {
            page.add("bank-fact", "label", words.of(key), "value", value);
        }
    }

    private void footer(Template page) {
        PaperParty seller = paper.seller();
        BankAccount bank = paper.sheet().bank();
        page.fill(
                "footer-company",
                lines(
                        seller.name(),
                        joined(", ", seller.street(), place(seller)),
                        seller.taxId() == null ? null : words.of("vat-number", seller.taxId())));
        page.fill(
                "footer-bank",
                bank == null
                        ? null
                        : lines(
                                bank.bank(),
                                words.of("iban") + " " + bank.readableIban(),
                                bank.bic() == null ? null : words.of("bic") + " " + bank.bic()));
        page.fill("page-word", words.of("page")).fill("of-word", words.of("of"));
        page.fill("small-print", paper.sheet().footer());
    }

    private String heading() {
        String kind = words.of(paper.kind() == Paper.Kind.INVOICE ? "invoice" : "credit-note");
        return paper.number() == null ? words.of("draft") + ": " + kind : kind + " " + paper.number();
    }

    private static String place(PaperParty party) {
        return joined(" ", party.postalCode(), party.city());
    }

    /** In the language of the sender's country letters abroad name the country; at home it is left out. */
    private String foreignCountry() {
        String country = paper.buyer().country();
        boolean abroad = country != null && !country.equals(paper.seller().country());
        return abroad ? new java.util.Locale("", country).getDisplayCountry(paper.locale()) : null;
    }

    private static String lines(String... texts) {
        return joined("\n", texts);
    }

    private static String joined(String between, String... texts) {
        List<String> present =
                new ArrayList<>(Stream.of(texts).filter(Objects::nonNull).toList());
        present.removeIf(String::isBlank);
        return present.isEmpty() ? null : present.stream().collect(Collectors.joining(between));
    }
}
