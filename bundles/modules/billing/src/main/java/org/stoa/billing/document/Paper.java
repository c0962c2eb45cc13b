package org.stoa.billing.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.stoa.api.value.Money;
import org.stoa.billing.tax.TaxCategory;

/**
 * What an invoice or a credit note says, complete: whoever lays it out or writes it as XML computes nothing. Terms in
 * parentheses are those of EN 16931-1.
 *
 * @param number (BT-1); null for a draft
 * @param issueDate (BT-2); null for a draft
 * @param dueDate (BT-9), or null
 * @param origin the invoice that a credit note takes back (BG-3), or null
 * @param buyerReference what the buyer wants to be named (BT-10), or null
 * @param lines (BG-25), in order
 * @param allowances of the document as a whole (BG-20), before tax
 * @param taxes one for each category and rate (BG-23)
 * @param notes free text (BT-22), or null
 * @param sheet how it looks, and where to pay to
 * @param locale language of its words, and how its numbers and dates are written
 */
public record Paper(
        Kind kind,
        Mark mark,
        String number,
        LocalDate issueDate,
        LocalDate dueDate,
        Origin origin,
        Currency currency,
        PaperParty seller,
        PaperParty buyer,
        String buyerReference,
        List<Line> lines,
        List<Allowance> allowances,
        List<Tax> taxes,
        Totals totals,
        String notes,
        Letterhead sheet,
        Locale locale) {

    /** Which kind of document. A credit note states positive amounts that are given back. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /** What makes a paper no ordinary one. */
    public enum Mark {
        NONE,
        DRAFT,
        TEST,
        VOID
    }

    /** Another paper that this one refers to. */
    public record Origin(String number, LocalDate issueDate) {}

    /**
     * @param name of the goods or service (BT-153)
     * @param quantity (BT-129)
     * @param unitCode of UN/ECE recommendation 20 (BT-130), such as C62 for pieces
     * @param unit in words, or null
     * @param unitPrice net (BT-146); exact as far as ten decimals go
     * @param discount taken off quantity times price (BT-136), or null for nothing
     * @param discountPercent (BT-138), or null
     * @param periodStart first day of the time that is charged (BT-134), or null
     * @param periodEnd last day of that time (BT-135), or null
     * @param net of the line, rounded (BT-131)
     */
    public record Line(
            String name,
            BigDecimal quantity,
            String unit,
            String unitCode,
            BigDecimal unitPrice,
            Money discount,
            BigDecimal discountPercent,
            LocalDate periodStart,
            LocalDate periodEnd,
            TaxCategory category,
            BigDecimal taxRate,
            Money net) {}

    /** @param amount greater than zero, taken off (BT-92) */
    public record Allowance(String reason, Money amount, TaxCategory category, BigDecimal taxRate) {}

    /**
     * @param rate percent (BT-119)
     * @param net taxable amount (BT-116)
     * @param exemption why no tax is due (BT-120), or null
     */
    public record Tax(TaxCategory category, BigDecimal rate, Money net, Money tax, String exemption) {}

    /**
     * @param lines sum of the lines (BT-106)
     * @param allowances sum of the allowances of the document (BT-107)
     * @param net (BT-109)
     * @param tax (BT-110)
     * @param accountingTax the tax in the currency of the seller's books (BT-111); null where it is the same currency
     * @param gross (BT-112)
     * @param paid so far (BT-113)
     * @param due what is left to pay (BT-115)
     */
    public record Totals(
            Money lines,
            Money allowances,
            Money net,
            Money tax,
            Money accountingTax,
            Money gross,
            Money paid,
            Money due) {}

    /** A name for a file that holds it, without ending; only for one that was issued. */
    public String fileName() {
        return number.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** The paper as it was on the day of issue, before anything was paid. */
    public Paper asIssued() {
        Totals issued = new Totals(
                totals.lines,
                totals.allowances,
                totals.net,
                totals.tax,
                totals.accountingTax,
                totals.gross,
                Money.zero(currency),
                totals.gross);
        return new Paper(
                kind,
                mark,
                number,
                issueDate,
                dueDate,
                origin,
                currency,
                seller,
                buyer,
                buyerReference,
                lines,
                allowances,
                taxes,
                issued,
                notes,
                sheet,
                locale);
    }

    public Paper {
        lines = List.copyOf(lines);
        allowances = List.copyOf(allowances);
        taxes = List.copyOf(taxes);
    }
}
