package org.stoa.metadata.form;

/** JSON pointers (RFC 6901). */
final class Pointers {

    private Pointers() {}

    /** A name as a part of a pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer to a member of the root. */
    static String of(String name) {
        return "/" + escape(name);
    }

    /** The member of the root that a pointer is in; empty for the root itself. */
    static String first(String pointer) {
        if (pointer.isEmpty()) {
            return "";
        }
        int end = pointer.indexOf('/', 1);
        return pointer.substring(1, end < 0 ? pointer.length() : end)
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
