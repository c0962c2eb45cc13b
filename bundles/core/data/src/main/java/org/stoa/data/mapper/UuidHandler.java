package org.stoa.data.mapper;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** uuid. */
final class UuidHandler extends BaseTypeHandler<UUID> {

    @Override
    public void setParameter(PreparedStatement statement, int index, UUID value, JdbcType type) throws SQLException {
        if (value == null) {
            TypedNull.set(statement, index, TypedNull.UUID);
        } else {
            setNonNullParameter(statement, index, value, type);
        }
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, UUID value, JdbcType type)
            throws SQLException {
        statement.setObject(index, value);
    }

    @Override
    public UUID getNullableResult(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    @Override
    public UUID getNullableResult(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    @Override
    public UUID getNullableResult(CallableStatement statement, int column) throws SQLException {
        return statement.getObject(column, UUID.class);
    }
}
