package org.stoa.rest.invoke;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.stoa.api.rest.EntityTags;
import org.stoa.api.rest.Versioned;

/**
 * Entity tags of what is answered (RFC 9110, sections 8.8.3 and 13.1.2). They are made of the body: what is shown of an
 * entity depends on more than its version, such as the caller, the language, other entities and the release, and a cache
 * may ask with the tag that somebody else got at the same address.
 */
public final class EntityTag {

    /** Clients may keep it, and have to ask each time whether it still holds. */
    static final String CACHE_CONTROL = "private, no-cache";

    /** What decides which of several kept answers a request may mean. */
    static final String VARY = "Authorization, X-API-Key, Accept-Language";

    private EntityTag() {}

    /**
     * The tag of an answer: the version of what it shows, if it has one, and a checksum of 64 bits.
     *
     * @param entity what was written as {@code body}
     */
    static String of(Object entity, byte[] body) {
        String checksum = checksum(body);
        return entity instanceof Versioned versioned
                ? "\"" + versioned.version() + "-" + checksum + "\""
                : "\"" + checksum + "\"";
    }

    /** The tag of a document of the platform's own. */
    public static String of(byte[] document) {
        return of(null, document);
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
            if (EntityTags.isKnown(headers.nextElement(), tag)) {
                return true;
            }
        }
        return false;
    }

    /** Two polynomials without a common factor: together they find what one of them would miss. */
    private static String checksum(byte[] body) {
        CRC32 one = new CRC32();
        one.update(body, 0, body.length);
        CRC32C other = new CRC32C();
        other.update(body, 0, body.length);
        return HexFormat.of().toHexDigits(one.getValue() << Integer.SIZE | other.getValue());
    }
}
