package org.stoa.metadata.form;

import java.net.URI;
import java.net.URISyntaxException;
import org.stoa.metadata.entity.Entity;

/** Where people go after they have submitted a form. */
final class Redirect {

    static final String RULE = "must be a path of the same site such as /profiles/{slug}, or begin with https://";

    private Redirect() {}

    /** Whether an address leads to the same site or is of {@code https}; nothing else may come of a template. */
    static boolean isSafe(String address) {
        String filled = address.replace("{id}", "id").replace("{slug}", "slug");
        if (filled.contains("\\")) {
            return false;
        }
        try {
            URI uri = new URI(filled);
            if (uri.getScheme() == null) {
                return filled.startsWith("/") && !filled.startsWith("//") && uri.getRawAuthority() == null;
            }
            return uri.getScheme().equals("https") && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** @param address null for none */
    static String of(String address, Entity entity) {
        if (address == null) {
            return null;
        }
        return address.replace("{id}", entity.id().toString()).replace("{slug}", entity.slug());
    }
}
