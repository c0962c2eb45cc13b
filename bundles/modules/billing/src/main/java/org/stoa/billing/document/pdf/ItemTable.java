package org.stoa.billing.document.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.stoa.api.value.Money;
import org.stoa.billing.document.Paper;
import org.stoa.billing.tax.TaxCategory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The table of the items. How many items a page takes is known only when it is laid out, and so are the sums that are
 * carried from page to page: first the table is laid out as one that has both sums on every page, to be measured; then
 * as one table for each page with just the items that went there.
 */
final class ItemTable {
    /** Ids of the rows that are measured: the prefix and the index of the item. */
    static final Pattern MEASURED = Pattern.compile("item-([0-9]+)");

    private final Template page;
    private final Paper paper;
    private final Words words;
    private final Element table;
    private final Element header;

    ItemTable(Template page, Paper paper, Words words) {
        this.page = page;
        this.paper = paper;
        this.words = words;
        this.table = page.slot("items");
        this.header = (Element) table.getElementsByTagName("thead").item(0);
    }

    void measured() {
        Money total = paper.totals().lines();
        header.appendChild(brought(total));
        Element footer = page.document().createElement("tfoot");
        footer.appendChild(reserve(carried(total)));
        table.insertBefore(footer, header.getNextSibling());
        Element body = body();
        for (int index = 0; index < paper.lines().size(); index++) {
            Element row = item(index);
            row.setAttribute("id", "item-" + index);
            body.appendChild(row);
        }
    }

    void paged(List<Integer> sizes) {
        Node parent = table.getParentNode();
        List<Element> tables = new ArrayList<>();
        for (int page = 0; page < sizes.size(); page++) {
            tables.add((Element) table.cloneNode(true));
        }
        Money sum = Money.zero(paper.currency());
        int next = 0;
        for (int page = 0; page < sizes.size(); page++) {
            Element part = tables.get(page);
            parent.insertBefore(part, table);
            if (page > 0) {
                part.getElementsByTagName("thead").item(0).appendChild(brought(sum));
            }
            Node body = part.getElementsByTagName("tbody").item(0);
            for (int end = next + sizes.get(page); next < end; next++) {
                body.appendChild(item(next));
                sum = sum.plus(paper.lines().get(next).net());
            }
            if (page < sizes.size() - 1) {
                body.appendChild(carried(sum));
                part.setAttribute("class", "items broken");
            }
        }
        parent.removeChild(table);
    }

    private Element body() {
        return (Element) table.getElementsByTagName("tbody").item(0);
    }

    /** Rows of a footer and rows of a body do not round alike: what is measured is a little taller than what will be. */
    private static Element reserve(Element row) {
        row.setAttribute("class", "sum reserve");
        return row;
    }

    private Element brought(Money sum) {
        return page.row("brought", "label", words.of("brought-forward"), "value", words.money(sum));
    }

    private Element carried(Money sum) {
        return page.row("carried", "label", words.of("carried-forward"), "value", words.money(sum));
    }

    private Element item(int index) {
        Paper.Line line = paper.lines().get(index);
        return page.row(
                "item",
                "position",
                Integer.toString(index + 1),
                "name",
                description(line),
                "quantity",
                words.quantity(line.quantity()) + (line.unit() == null ? "" : " " + line.unit()),
                "price",
                words.price(line.unitPrice(), paper.currency()),
                "tax",
                line.category() == TaxCategory.O ? "–" : words.percent(line.taxRate()),
                "net",
                words.money(line.net()));
    }

    private String description(Paper.Line line) {
        StringBuilder text = new StringBuilder(line.name());
        if (line.periodStart() != null && line.periodEnd() != null) {
            text.append('\n').append(words.of("period", words.date(line.periodStart()), words.date(line.periodEnd())));
        }
        if (line.discount() != null) {
            String percent = line.discountPercent() == null ? "" : words.percent(line.discountPercent());
            text.append('\n').append(words.of("line-discount", percent, words.money(line.discount())));
        }
        return text.toString();
    }
}
