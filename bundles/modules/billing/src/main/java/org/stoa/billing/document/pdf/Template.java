package org.stoa.billing.document.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * An XHTML page with places to be filled: {@code data-slot} names one that is filled once or taken away, {@code data-row}
 * one that is repeated, with its {@code data-cell}s. What is filled in is text and never markup.
 */
final class Template {
    private static final String FILE = "paper.xhtml";

    private final Document document;
    private final Map<String, Element> slots = new HashMap<>();
    private final Map<String, Element> rows = new HashMap<>();
    private final Map<String, Node> placesOfRows = new HashMap<>();

    private Template(Document document) {
        this.document = document;
        for (Element element : elements(document.getDocumentElement())) {
            if (element.hasAttribute("data-slot")) {
                slots.put(element.getAttribute("data-slot"), element);
            }
            if (element.hasAttribute("data-row")) {
                rows.put(element.getAttribute("data-row"), element);
            }
        }
        rows.forEach((name, row) -> {
            Node place = document.createComment(name);
            row.getParentNode().replaceChild(place, row);
            placesOfRows.put(name, place);
        });
    }

    /** The page of papers, empty, its colour set. */
    static Template paper(String ink) {
        try (InputStream file = Template.class.getResourceAsStream(FILE)) {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file);
            Node style = document.getElementsByTagName("style").item(0);
            style.setTextContent(style.getTextContent().replace("INK", ink));
            return new Template(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(FILE + " is no XHTML", e);
        }
    }

    Document document() {
        return document;
    }

    /** Fills a place, or takes it away when there is nothing to say. */
    Template fill(String slot, String text) {
        if (text == null || text.isBlank()) {
            return remove(slot);
        }
        slot(slot).setTextContent(text);
        return this;
    }

    Template remove(String slot) {
        Element element = slot(slot);
        element.getParentNode().removeChild(element);
        return this;
    }

    Element slot(String name) {
        return required(slots, name);
    }

    /** Adds a row with these cells, each a name and a text, before the place where the row stood. */
    Element add(String row, String... namesAndTexts) {
        Element copy = row(row, namesAndTexts);
        Node place = required(placesOfRows, row);
        place.getParentNode().insertBefore(copy, place);
        return copy;
    }

    /** The row with these cells, in no place yet. */
    Element row(String row, String... namesAndTexts) {
        Element copy = (Element) required(rows, row).cloneNode(true);
        for (Element element : elements(copy)) {
            for (int index = 0; index < namesAndTexts.length; index += 2) {
                if (element.getAttribute("data-cell").equals(namesAndTexts[index])) {
                    element.setTextContent(namesAndTexts[index + 1]);
                }
            }
        }
        return copy;
    }

    private static <T> T required(Map<String, T> named, String name) {
        T found = named.get(name);
        if (found == null) {
            throw new NoSuchElementException(FILE + " has no " + name);
        }
        return found;
    }

    private static List<Element> elements(Element root) {
        List<Element> elements = new ArrayList<>(List.of(root));
        NodeList below = root.getElementsByTagName("*");
        for (int index = 0; index < below.getLength(); index++) {
            elements.add((Element) below.item(index));
        }
        return elements;
    }
}
