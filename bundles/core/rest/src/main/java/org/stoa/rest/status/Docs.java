package org.stoa.rest.status;

import java.nio.charset.StandardCharsets;

/** The page {@code /api/docs} and what it loads: Swagger UI from inside of the bundle, without any other host. */
final class Docs {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    /** Swagger UI sets styles of single elements. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final String VERSION = Page.loadText("swagger-ui-version");
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + VERSION + "/";

    private final Page index = Page.document(
            Page.loadText("docs.html").replace("{version}", VERSION).getBytes(StandardCharsets.UTF_8), HTML, POLICY);
    private final Page script = Page.document(Page.load("docs.js"), SCRIPT, null);
    private final Page html = Page.chosen(Page.load("root.html"), HTML);
    private final Page json = Page.chosen(
            ("{\"name\":\"Stoa\",\"api\":\"/api/v1\",\"openapi\":\"/api/openapi.json\",\"docs\":\"/api/docs\","
                            + "\"health\":\"/health/ready\"}")
                    .getBytes(StandardCharsets.UTF_8),
            "application/json");

    Page index() {
        return index;
    }

    /** A part of the page, or null. The large parts are asked for too seldom to be kept in memory. */
    Page asset(String name) {
        if (name.equals("page.js")) {
            return script;
        }
        if (!name.startsWith(VERSION + "/")) {
            return null;
        }
        String file = name.substring(VERSION.length() + 1);
        return switch (file) {
            case "swagger-ui.css" -> Page.asset(WEBJAR + file, "text/css; charset=utf-8");
            case "swagger-ui-bundle.js" -> Page.asset(WEBJAR + file, SCRIPT);
            case "favicon-32x32.png" -> Page.asset(WEBJAR + file, "image/png");
            default -> null;
        };
    }

    /** Links to what there is, for people or for programs. */
    Page root(String accept) {
        return accept != null && accept.contains("text/html") ? html : json;
    }
}
