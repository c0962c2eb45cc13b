package org.stoa.registry.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the descriptions of DS components (OSGi Compendium 8, 112.4) of a bundle. */
final class ComponentReader {

    private static final String NAMESPACE = "http://www.osgi.org/xmlns/scr/";

    private final ZipFile bundle;
    private final List<ComponentDescription> found = new ArrayList<>();

    private ComponentReader(ZipFile bundle) {
        this.bundle = bundle;
    }

    /** @param header names of files, with {@code *} in their last segment; null when there is none */
    static List<ComponentDescription> read(Path bundle, String header) throws ArchiveRefusedException {
        try (ZipFile file = new ZipFile(bundle.toFile(), StandardCharsets.UTF_8)) {
            ComponentReader reader = new ComponentReader(file);
            TreeSet<String> files = new TreeSet<>();
            for (HeaderClause clause : HeaderClause.parse(header)) {
                for (String pattern : clause.names()) {
                    files.addAll(reader.matching(pattern.startsWith("/") ? pattern.substring(1) : pattern));
                }
            }
            for (String name : files) {
                reader.readFile(name);
            }
            return reader.found;
        } catch (IOException e) {
            throw ZipReading.unreadable("Service-Component", e);
        } catch (IllegalArgumentException e) {
            throw unreadable("Service-Component", e);
        }
    }

    private List<String> matching(String pattern) throws ArchiveRefusedException {
        if (!pattern.contains("*")) {
            if (bundle.getEntry(pattern) == null) {
                throw new ArchiveRefusedException(
                        "component-unreadable", pattern, "Service-Component names it, but it is not in the bundle");
            }
            return List.of(pattern);
        }
        int segment = pattern.lastIndexOf('/') + 1;
        Pattern names = Pattern.compile(Pattern.quote(pattern.substring(0, segment))
                + Pattern.quote(pattern.substring(segment)).replace("*", "\\E[^/]*\\Q"));
        return Collections.list(bundle.entries()).stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.endsWith("/") && names.matcher(name).matches())
                .toList();
    }

    private void readFile(String name) throws IOException, ArchiveRefusedException {
        try (InputStream content = bundle.getInputStream(bundle.getEntry(name))) {
            DocumentBuilder parser = factory().newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler()); // the one it has prints
            Element root = parser.parse(content).getDocumentElement();
            if (isComponent(root, true)) {
                found.add(component(name, root));
            } else {
                NodeList all = root.getElementsByTagNameNS("*", "component");
                for (int i = 0; i < all.getLength(); i++) {
                    if (isComponent(all.item(i), false)) {
                        found.add(component(name, (Element) all.item(i)));
                    }
                }
            }
        } catch (SAXException | ParserConfigurationException e) {
            throw unreadable(name, e);
        }
    }

    private static boolean isComponent(Node node, boolean root) {
        String namespace = node.getNamespaceURI();
        return node.getLocalName().equals("component") && (namespace == null ? root : namespace.startsWith(NAMESPACE));
    }

    private ComponentDescription component(String file, Element element) throws IOException, ArchiveRefusedException {
        List<Element> implementations = children(element, "implementation");
        if (implementations.size() != 1
                || implementations.get(0).getAttribute("class").isBlank()) {
            throw unreadable(file, new IllegalArgumentException("a component needs one implementation with a class"));
        }
        String implementation = implementations.get(0).getAttribute("class").strip();
        List<String> services = new ArrayList<>();
        for (Element service : children(element, "service")) {
            children(service, "provide").forEach(provide -> services.add(provide.getAttribute("interface")));
        }
        return new ComponentDescription(
                file,
                element.getAttribute("name").isBlank() ? implementation : element.getAttribute("name"),
                implementation,
                services,
                properties(element),
                constructorParameters(file, element),
                !element.getAttribute("enabled").equals("false")
                        && !element.getAttribute("configuration-policy").equals("require")
                        && element.getAttribute("factory").isBlank());
    }

    private static int constructorParameters(String file, Element element) throws ArchiveRefusedException {
        String stated = element.getAttribute("init");
        try {
            return stated.isBlank() ? 0 : Integer.parseInt(stated.strip());
        } catch (NumberFormatException e) {
            throw unreadable(file, e);
        }
    }

    private Map<String, String> properties(Element element) throws IOException {
        Map<String, String> properties = new HashMap<>();
        for (Element file : children(element, "properties")) {
            ZipEntry entry = bundle.getEntry(file.getAttribute("entry"));
            if (entry != null) {
                Properties read = new Properties();
                try (InputStream content = bundle.getInputStream(entry)) {
                    read.load(content);
                }
                read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
            }
        }
        for (Element property : children(element, "property")) {
            String value = property.hasAttribute("value")
                    ? property.getAttribute("value")
                    : property.getTextContent().strip();
            properties.put(property.getAttribute("name"), value);
        }
        return properties;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    private static ArchiveRefusedException unreadable(String file, Exception cause) {
        return new ArchiveRefusedException(
                "component-unreadable", file, "it does not describe DS components: " + cause.getMessage());
    }
}
