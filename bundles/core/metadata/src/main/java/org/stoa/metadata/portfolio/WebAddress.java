package org.stoa.metadata.portfolio;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that visitors of a page may be led to. */
final class WebAddress {

    /** Most characters. */
    static final int LONGEST = 2000;

    /** What such an address must be, in words. */
    static final String RULE =
            "must be an absolute https address in ASCII, with a host and without user name or password";

    private static final int LAST_ASCII = 0x7E;
    private static final int HIGHEST_PORT = 65_535;

    private WebAddress() {}

    static boolean isValid(String address) {
        if (address.length() > LONGEST || address.chars().anyMatch(character -> character > LAST_ASCII)) {
            return false;
        }
        try {
            URI uri = new URI(address);
            return "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getPort() <= HIGHEST_PORT;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
