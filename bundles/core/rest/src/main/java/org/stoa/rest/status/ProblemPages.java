package org.stoa.rest.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.stoa.rest.problem.ProblemCatalog;
import org.stoa.rest.problem.ProblemCatalog.Entry;

/**
 * {@code /api/problems/{code}}, where the type of each problem leads (RFC 9457, section 3.1.1), and
 * {@code /api/problems}, the list of them: for people or for programs.
 */
final class ProblemPages {

    private static final String LIST = "/api/problems";
    private static final JsonMapper JSON = new JsonMapper();

    private final ProblemCatalog catalog;

    ProblemPages(ProblemCatalog catalog) {
        this.catalog = catalog;
    }

    /** The page at a path, or null. */
    Page page(String path, String accept) {
        boolean html = accept != null && accept.contains("text/html");
        if (path.equals(LIST) || path.equals(LIST + "/")) {
            List<Entry> all = catalog.all().toList();
            return html ? html("Problems", list(all)) : json(all);
        }
        Entry entry = path.startsWith(LIST + "/") ? catalog.find(path.substring(LIST.length() + 1)) : null;
        if (entry == null) {
            return null;
        }
        return html ? html(entry.title(), explanation(entry)) : json(entry);
    }

    private static Page json(Object value) {
        try {
            return Page.chosen(JSON.writeValueAsBytes(value), "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Page html(String title, String content) {
        String text = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title></head><body>" + content + "</body></html>";
        return Page.chosen(text.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
    }

    private static String explanation(Entry entry) {
        String detail = entry.detail() == null ? "What exactly is wrong differs from case to case." : entry.detail();
        return "<h1>" + escaped(entry.title()) + "</h1><p>" + escaped(detail) + "</p><dl><dt>Status</dt><dd>"
                + entry.status() + "</dd><dt>Code</dt><dd><code>" + escaped(entry.code())
                + "</code></dd></dl><p>The answer itself says more: its <code>detail</code>, its <code>errors</code>"
                + " and a <code>requestId</code> to quote. <a href=\"" + LIST + "\">All problems</a></p>";
    }

    private static String list(List<Entry> entries) {
        return entries.stream()
                .map(entry -> "<li><a href=\"" + escaped(entry.type()) + "\">" + escaped(entry.code()) + "</a> "
                        + entry.status() + " " + escaped(entry.title()) + "</li>")
                .collect(Collectors.joining("", "<h1>Problems</h1><ul>", "</ul>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
