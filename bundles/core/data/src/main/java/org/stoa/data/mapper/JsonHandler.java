package org.stoa.data.mapper;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.postgresql.util.PGobject;
import org.stoa.api.data.Json;

/** jsonb. */
final class JsonHandler extends BaseTypeHandler<Json> {

    @Override
    public void setParameter(PreparedStatement statement, int index, Json value, JdbcType type) throws SQLException {
        if (value == null) {
            TypedNull.set(statement, index, TypedNull.JSON);
        } else {
            setNonNullParameter(statement, index, value, type);
        }
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Json value, JdbcType type)
            throws SQLException {
        PGobject object = new PGobject();
        object.setType("jsonb");
        object.setValue(value.text());
        statement.setObject(index, object);
    }

    @Override
    public Json getNullableResult(ResultSet row, String column) throws SQLException {
        return json(row.getString(column));
    }

    @Override
    public Json getNullableResult(ResultSet row, int column) throws SQLException {
        return json(row.getString(column));
    }

    @Override
    public Json getNullableResult(CallableStatement statement, int column) throws SQLException {
        return json(statement.getString(column));
    }

    private static Json json(String text) {
        return text == null ? null : new Json(text);
    }
}
