package org.stoa.data.schema;

/** A PostgreSQL role that can sign in. */
public record DatabaseRole(String name, String password) {

    @Override
    public String toString() {
        return "DatabaseRole[" + name + "]";
    }
}
