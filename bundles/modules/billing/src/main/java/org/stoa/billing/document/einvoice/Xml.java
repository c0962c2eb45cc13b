package org.stoa.billing.document.einvoice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements with prefixed names; an element without anything in it is left out by not asking for it. */
final class Xml {
    private static final Map<String, String> NAMESPACES = Map.of(
            "rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
            "ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
            "udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
            "qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter writer;

    private Xml() throws XMLStreamException {
        writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    /** The whole document: its root, declared with all namespaces, and what {@code content} writes into it. */
    static byte[] document(String root, java.util.function.Consumer<Xml> content) {
        try {
            Xml xml = new Xml();
            xml.writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.start(root);
            for (Map.Entry<String, String> namespace : NAMESPACES.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                xml.writer.writeNamespace(namespace.getKey(), namespace.getValue());
            }
            content.accept(xml);
            xml.writer.writeEndElement();
            xml.writer.writeEndDocument();
            xml.writer.close();
            return xml.bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    Xml element(String name, Runnable content) {
        try {
            start(name);
            content.run();
            writer.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    /**
     * Elements within one another with a text in the innermost, such as {@code ram:EmailURIUniversalCommunication/ram:URIID};
     * nothing at all when there is no text.
     *
     * @param attribute name and value of an attribute of the innermost, or nothing
     */
    Xml text(String path, String text, String... attribute) {
        if (text == null || text.isBlank()) {
            return this;
        }
        String[] names = path.split("/");
        try {
            for (String name : names) {
                start(name);
            }
            if (attribute.length > 0) {
                writer.writeAttribute(attribute[0], attribute[1]);
            }
            writer.writeCharacters(legal(text));
            for (int open = 0; open < names.length; open++) {
                writer.writeEndElement();
            }
            return this;
        } catch (XMLStreamException e) {
            throw failed(e);
        }
    }

    private void start(String name) throws XMLStreamException {
        int colon = name.indexOf(':');
        String prefix = name.substring(0, colon);
        writer.writeStartElement(prefix, name.substring(colon + 1), NAMESPACES.get(prefix));
    }

    /** Without the characters that XML 1.0 cannot hold. */
    private static String legal(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static IllegalStateException failed(XMLStreamException e) {
        return new IllegalStateException("writing into memory failed", e);
    }
}
