package org.stoa.billing.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.stoa.api.value.Money;
import org.stoa.billing.tax.TaxCategory;

/** Papers of every kind, with totals that add up as EN 16931 has it. */
public final class SamplePapers {
    private static final PaperParty SELLER = new PaperParty(
            "Modelagentur Nordlicht GmbH",
            "DE123456788",
            "Unter den Linden 1",
            "10117",
            "Berlin",
            "DE",
            "Jörg Müller",
            "rechnung@nordlicht.example",
            "+49 30 1234567",
            new ElectronicAddress("9930", "DE123456788"));
    private static final PaperParty BUYER = new PaperParty(
            "Studio Łódź Sp. z o.o.",
            "PL1234567883",
            "ul. Żeromskiego 12",
            "90-001",
            "Łódź",
            "PL",
            null,
            "faktury@lodz.example",
            null,
            new ElectronicAddress("EM", "faktury@lodz.example"));
    private static final Letterhead SHEET = new Letterhead(
            "#0b5d4e",
            new BankAccount(null, "DE89370400440532013000", "COBADEFFXXX", "Commerzbank Berlin"),
            "Jörg Müller",
            "+49 30 1234567",
            "rechnung@nordlicht.example",
            new ElectronicAddress("9930", "DE123456788"),
            null,
            "Sitz der Gesellschaft: Berlin · Amtsgericht Charlottenburg HRB 12345 B · Geschäftsführerin: Анна Жукова");

    private Paper.Kind kind = Paper.Kind.INVOICE;
    private Paper.Mark mark = Paper.Mark.NONE;
    private Paper.Origin origin;
    private Currency currency = Currency.getInstance("EUR");
    private PaperParty seller = SELLER;
    private PaperParty buyer = BUYER;
    private String buyerReference = "04011000-12345-34";
    private String notes;
    private Letterhead sheet = SHEET;
    private Locale locale = Locale.ENGLISH;
    private BigDecimal rateOfExchange;
    private BigDecimal paid = BigDecimal.ZERO;
    private final List<Paper.Line> lines = new ArrayList<>();
    private final List<Paper.Allowance> allowances = new ArrayList<>();
    private String exemption;

    public static SamplePapers invoice() {
        return new SamplePapers();
    }

    public SamplePapers creditNote() {
        kind = Paper.Kind.CREDIT_NOTE;
        origin = new Paper.Origin("2026-000041", LocalDate.of(2026, 2, 20));
        return this;
    }

    public SamplePapers mark(Paper.Mark value) {
        mark = value;
        return this;
    }

    public SamplePapers in(Locale value) {
        locale = value;
        return this;
    }

    public SamplePapers currency(String code) {
        currency = Currency.getInstance(code);
        return this;
    }

    /** @param rate how much of the seller's currency, euros, one unit costs */
    public SamplePapers booksInEuro(String rate) {
        rateOfExchange = new BigDecimal(rate);
        return this;
    }

    public SamplePapers seller(PaperParty value) {
        seller = value;
        return this;
    }

    public SamplePapers buyer(PaperParty value) {
        buyer = value;
        return this;
    }

    public SamplePapers buyerReference(String value) {
        buyerReference = value;
        return this;
    }

    public SamplePapers sheet(Letterhead value) {
        sheet = value;
        return this;
    }

    public SamplePapers notes(String value) {
        notes = value;
        return this;
    }

    public SamplePapers paid(String amount) {
        paid = new BigDecimal(amount);
        return this;
    }

    public SamplePapers exempt(String reason) {
        exemption = reason;
        return this;
    }

    public SamplePapers line(String name, String quantity, String price, TaxCategory category, String rate) {
        BigDecimal exact = new BigDecimal(quantity).multiply(new BigDecimal(price));
        lines.add(new Paper.Line(
                name,
                new BigDecimal(quantity),
                null,
                "C62",
                new BigDecimal(price),
                null,
                null,
                null,
                null,
                category,
                new BigDecimal(rate),
                money(exact)));
        return this;
    }

    /** A line for the first quarter, with ten percent off. */
    public SamplePapers discountedQuarter(String name, String price) {
        Money full = money(new BigDecimal(price));
        Money off = full.times(new BigDecimal("0.1"));
        lines.add(new Paper.Line(
                name,
                BigDecimal.ONE,
                "month",
                "MON",
                new BigDecimal(price),
                off,
                BigDecimal.TEN,
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 3, 31),
                TaxCategory.S,
                new BigDecimal("19"),
                full.minus(off)));
        return this;
    }

    public SamplePapers allowance(String reason, String amount, TaxCategory category, String rate) {
        allowances.add(new Paper.Allowance(reason, money(new BigDecimal(amount)), category, new BigDecimal(rate)));
        return this;
    }

    public Paper build() {
        TreeMap<String, Paper.Tax> taxes = new TreeMap<>();
        lines.forEach(line -> add(taxes, line.category(), line.taxRate(), line.net()));
        allowances.forEach(allowance -> add(
                taxes,
                allowance.category(),
                allowance.taxRate(),
                money(allowance.amount().amount().negate())));
        List<Paper.Tax> summed = taxes.values().stream()
                .map(tax -> new Paper.Tax(
                        tax.category(),
                        tax.rate(),
                        tax.net(),
                        tax.net().times(tax.rate().movePointLeft(2)),
                        tax.category().needsReason() ? exemption : null))
                .toList();
        return new Paper(
                kind,
                mark,
                mark == Paper.Mark.DRAFT ? null : "2026-000042",
                mark == Paper.Mark.DRAFT ? null : LocalDate.of(2026, 3, 15),
                LocalDate.of(2026, 4, 14),
                origin,
                currency,
                seller,
                buyer,
                buyerReference,
                lines,
                allowances,
                summed,
                totals(summed),
                notes,
                sheet,
                locale);
    }

    private Paper.Totals totals(List<Paper.Tax> taxes) {
        Money sum = lines.stream().map(Paper.Line::net).reduce(money(BigDecimal.ZERO), Money::plus);
        Money off = allowances.stream().map(Paper.Allowance::amount).reduce(money(BigDecimal.ZERO), Money::plus);
        Money tax = taxes.stream().map(Paper.Tax::tax).reduce(money(BigDecimal.ZERO), Money::plus);
        Money gross = sum.minus(off).plus(tax);
        Money accounting = rateOfExchange == null
                ? null
                : new Money(
                        tax.amount().multiply(rateOfExchange).setScale(2, RoundingMode.HALF_UP),
                        Currency.getInstance("EUR"));
        return new Paper.Totals(
                sum, off, sum.minus(off), tax, accounting, gross, money(paid), gross.minus(money(paid)));
    }

    private void add(TreeMap<String, Paper.Tax> taxes, TaxCategory category, BigDecimal rate, Money net) {
        taxes.merge(
                category + " " + rate.setScale(4, RoundingMode.UNNECESSARY),
                new Paper.Tax(category, rate, net, net, null),
                (one, other) -> new Paper.Tax(category, rate, one.net().plus(other.net()), net, null));
    }

    private Money money(BigDecimal exact) {
        return new Money(exact.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }
}
