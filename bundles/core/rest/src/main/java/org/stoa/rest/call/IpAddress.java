package org.stoa.rest.call;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses from text that a client may have written: nothing here ever asks a name server. */
public final class IpAddress {

    private static final int LONGEST = 45;

    private IpAddress() {}

    /** The address that the text spells, or null when it spells none. IPv4-mapped IPv6 addresses become IPv4. */
    public static InetAddress parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return null;
        }
        try {
            if (bare.indexOf(':') >= 0) {
                return onlyAddressCharacters(bare) ? InetAddress.getByName(bare) : null;
            }
            byte[] four = dottedQuad(bare);
            return four == null ? null : InetAddress.getByAddress(four);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean onlyAddressCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        // the JDK takes a text that begins like this for an address and never for a name
        return text.charAt(0) != '.';
    }

    private static byte[] dottedQuad(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int value = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (value < 0 || part == 3) {
                    return null;
                }
                address[part++] = (byte) value;
                value = -1;
            } else if (c >= '0' && c <= '9') {
                value = Math.max(value, 0) * 10 + (c - '0');
                if (value > 255) {
                    return null;
                }
            } else {
                return null;
            }
        }
        if (value < 0 || part != 3) {
            return null;
        }
        address[3] = (byte) value;
        return address;
    }
}
