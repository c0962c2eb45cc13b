package org.stoa.billing.document.einvoice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** The XML within a PDF/A-3, attached and declared as Factur-X 1.0 wants it. */
final class FacturXAttachment {
    private static final String FILE = "factur-x.xml";
    /** Where the metadata that every paper has say which schemas they use, and where they end. */
    private static final String SCHEMAS = "<pdfaExtension:schemas>";

    private static final String BAG = "<rdf:Bag>";
    private static final String END = "</rdf:RDF>";
    /** What the metadata say of the attachment. */
    private static final String DECLARATION =
            """
            <rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
              <fx:DocumentType>INVOICE</fx:DocumentType>
              <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
              <fx:Version>1.0</fx:Version>
              <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
            </rdf:Description>
            """;

    /** The schema by which PDF/A lets them say it. */
    private static final String SCHEMA =
            """
            <rdf:li rdf:parseType="Resource">
              <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
              <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
              <pdfaSchema:prefix>fx</pdfaSchema:prefix>
              <pdfaSchema:property><rdf:Seq>%s</rdf:Seq></pdfaSchema:property>
            </rdf:li>
            """;

    private static final String PROPERTY =
            """
            <rdf:li rdf:parseType="Resource">
              <pdfaProperty:name>%s</pdfaProperty:name>
              <pdfaProperty:valueType>Text</pdfaProperty:valueType>
              <pdfaProperty:category>external</pdfaProperty:category>
              <pdfaProperty:description>%s</pdfaProperty:description>
            </rdf:li>
            """;

    private final byte[] xml;
    private final LocalDate date;

    FacturXAttachment(byte[] xml, LocalDate date) {
        this.xml = xml;
        this.date = date;
    }

    void addTo(PDDocument document) throws IOException {
        PDComplexFileSpecification file = file(document);
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(FILE, file));
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(tree);
        catalog.setNames(names);
        COSArray associated = new COSArray();
        associated.add(file);
        catalog.getCOSObject().setItem(COSName.getPDFName("AF"), associated);
        declare(catalog.getMetadata());
    }

    private PDComplexFileSpecification file(PDDocument document) throws IOException {
        PDEmbeddedFile content = new PDEmbeddedFile(document, new ByteArrayInputStream(xml));
        content.setSubtype("text/xml");
        content.setSize(xml.length);
        GregorianCalendar day = GregorianCalendar.from(date.atStartOfDay(ZoneOffset.UTC));
        content.setCreationDate(day);
        content.setModDate(day);
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(FILE);
        file.setFileUnicode(FILE);
        file.setFileDescription("Factur-X");
        file.setEmbeddedFile(content);
        file.setEmbeddedFileUnicode(content);
        file.getCOSObject().setName("AFRelationship", "Alternative");
        return file;
    }

    private static void declare(PDMetadata metadata) throws IOException {
        String before = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        int schemas = before.indexOf(BAG, before.indexOf(SCHEMAS)) + BAG.length();
        int end = before.lastIndexOf(END);
        if (!before.contains(SCHEMAS) || end < schemas) {
            throw new IOException("the metadata of the document are not as they are written for PDF/A-3");
        }
        StringBuilder properties = new StringBuilder();
        for (String[] property : List.of(
                new String[] {"DocumentFileName", "name of the embedded XML file"},
                new String[] {"DocumentType", "INVOICE"},
                new String[] {"Version", "version of the standard"},
                new String[] {"ConformanceLevel", "conformance level of the embedded XML file"})) {
            properties.append(PROPERTY.formatted((Object[]) property));
        }
        String after = before.substring(0, schemas)
                + SCHEMA.formatted(properties)
                + before.substring(schemas, end)
                + DECLARATION
                + before.substring(end);
        metadata.importXMPMetadata(after.getBytes(StandardCharsets.UTF_8));
    }
}
