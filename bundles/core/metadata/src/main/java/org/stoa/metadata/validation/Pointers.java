package org.stoa.metadata.validation;

import com.networknt.schema.path.NodePath;
import java.util.ArrayDeque;
import java.util.Deque;

/** JSON pointers (RFC 6901). */
final class Pointers {

    private Pointers() {}

    static String append(String pointer, String token) {
        return pointer + "/" + token.replace("~", "~0").replace("/", "~1");
    }

    static String append(String pointer, int index) {
        return pointer + "/" + index;
    }

    static String unescape(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }

    /** The validator's own way of writing a path is not a pointer where a name has control characters. */
    static String of(NodePath path) {
        Deque<String> tokens = new ArrayDeque<>();
        for (NodePath rest = path; rest != null && rest.getElement(-1) != null; rest = rest.getParent()) {
            tokens.push(rest.getElement(-1).toString());
        }
        String pointer = "";
        for (String token : tokens) {
            pointer = append(pointer, token);
        }
        return pointer;
    }
}
