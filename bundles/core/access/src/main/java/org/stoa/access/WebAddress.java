package org.stoa.access;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of web pages and images that people enter and browsers follow. */
public final class WebAddress {

    /** In characters. */
    public static final int MAX_LENGTH = 2000;

    /** What is wrong with a text that {@link #isValid} refuses. */
    public static final String RULE = "must be an http or https URL of at most " + MAX_LENGTH + " characters";

    private WebAddress() {}

    /** Whether {@code text} is null or an http or https URL with a host, so that no script hides in it. */
    public static boolean isValid(String text) {
        if (text == null) {
            return true;
        }
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && text.length() <= MAX_LENGTH;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
