package org.stoa.data.mapper;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** Null of a type of PostgreSQL, which JDBC has no number for. */
public final class TypedNull {

    public static final String UUID = "uuid";
    public static final String TIMESTAMP = "timestamptz";
    public static final String JSON = "jsonb";

    private TypedNull() {}

    /** Binds it. */
    public static void set(PreparedStatement statement, int index, String type) throws SQLException {
        PGobject nothing = new PGobject();
        nothing.setType(type);
        statement.setObject(index, nothing);
    }
}
