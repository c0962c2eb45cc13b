package org.stoa.rest.call;

import org.stoa.api.data.Ids;

/** The id of a request: the caller's, if it is one that can stand in headers and logs, or a new one. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 64;

    private RequestIds() {}

    static String of(String sent) {
        return sent != null && isSound(sent) ? sent : Ids.next().toString();
    }

    private static boolean isSound(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean sound = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!sound) {
                return false;
            }
        }
        return true;
    }
}
