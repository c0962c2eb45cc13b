package org.stoa.rest.call;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1). */
public final class Escapes {

    private Escapes() {}

    /**
     * The text behind the escapes, or null when an escape is broken, the bytes are not UTF-8, or the text holds control
     * characters.
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                if (c > 0x7e) {
                    return null;
                }
                bytes[length++] = (byte) c;
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return hasControl(decoded) ? null : decoded;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The text behind an encoded part of a query that was found sound. */
    static String decodeForm(String text) {
        return decode(text.indexOf('+') < 0 ? text : text.replace('+', ' '));
    }

    /** Whether a path or query has only visible ASCII characters and sound escapes of text without control characters. */
    static boolean isSound(String encoded) {
        boolean escaped = false;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c <= 0x20 || c >= 0x7f) {
                return false;
            }
            escaped |= c == '%';
        }
        return !escaped || decode(encoded) != null;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
