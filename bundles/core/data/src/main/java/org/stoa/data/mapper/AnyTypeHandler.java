package org.stoa.data.mapper;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.UnknownTypeHandler;

/** Values whose type shows at run time only: MyBatis goes by the exact class and would not know a list. */
final class AnyTypeHandler extends UnknownTypeHandler {

    private final ListHandler lists = new ListHandler();

    AnyTypeHandler(Configuration configuration) {
        super(configuration);
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Object value, JdbcType type)
            throws SQLException {
        if (value instanceof Collection<?> collection) {
            lists.setNonNullParameter(statement, index, List.copyOf(collection), type);
            return;
        }
        super.setNonNullParameter(statement, index, value, type);
    }
}
