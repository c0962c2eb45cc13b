package org.stoa.data.mapper;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/**
 * text[] and uuid[]. An empty list is bound as an untyped empty array, which PostgreSQL takes for either, unless the
 * statement says {@code jdbcType=VARCHAR}: then it is text[], and the plan of the statement can be kept.
 */
final class ListHandler extends BaseTypeHandler<List<?>> {

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, List<?> value, JdbcType type)
            throws SQLException {
        if (value.isEmpty() && type != JdbcType.VARCHAR) {
            statement.setObject(index, "{}", Types.OTHER);
            return;
        }
        String elements = !value.isEmpty() && value.get(0) instanceof UUID ? "uuid" : "text";
        statement.setArray(index, statement.getConnection().createArrayOf(elements, value.toArray()));
    }

    @Override
    public List<?> getNullableResult(ResultSet row, String column) throws SQLException {
        return list(row.getArray(column));
    }

    @Override
    public List<?> getNullableResult(ResultSet row, int column) throws SQLException {
        return list(row.getArray(column));
    }

    @Override
    public List<?> getNullableResult(CallableStatement statement, int column) throws SQLException {
        return list(statement.getArray(column));
    }

    private static List<?> list(Array array) throws SQLException {
        return array == null ? null : Collections.unmodifiableList(Arrays.asList((Object[]) array.getArray()));
    }
}
