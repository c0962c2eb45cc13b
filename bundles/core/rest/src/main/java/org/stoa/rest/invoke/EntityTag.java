package org.stoa.rest.invoke;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Enumeration;
import org.stoa.api.rest.Versioned;

/** Entity tags of versioned representations, and of documents (RFC 9110, sections 8.8.3 and 13.1.2). */
public final class EntityTag {

    private EntityTag() {}

    /** Tag of the version of an entity. */
    static String of(Versioned entity) {
        return "\"" + entity.version() + "\"";
    }

    /** Whether an answer with this status carries the representation that the tag is of. */
    static boolean applies(int status) {
        return status >= 200 && status < 300;
    }

    /** Whether a GET or HEAD says that the client already has what the tag is of. */
    public static boolean isUnchanged(HttpServletRequest request, String tag) {
        String method = request.getMethod();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            return false;
        }
        Enumeration<String> headers = request.getHeaders(HttpHeaders.IF_NONE_MATCH);
        while (headers != null && headers.hasMoreElements()) {
            for (String candidate : headers.nextElement().split(",")) {
                String known = candidate.strip();
                if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
