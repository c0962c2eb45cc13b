package org.stoa.data.mapper;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.session.Configuration;

/** Reads rows that are plain records by {@link RecordRows}, and leaves everything else to MyBatis. */
final class RecordResults implements ResultSetHandler {

    private final ResultSetHandler other;
    private final MappedStatement statement;
    private final Map<String, RecordRows> known;

    /** @param known by the id of the statement */
    RecordResults(ResultSetHandler other, MappedStatement statement, Map<String, RecordRows> known) {
        this.other = other;
        this.statement = statement;
        this.known = known;
    }

    /** Whether a statement returns nothing but records whose components are named like its columns. */
    static boolean apply(MappedStatement statement) {
        if (statement.getResultMaps().size() != 1 || statement.getResultSets() != null) {
            return false;
        }
        ResultMap map = statement.getResultMaps().get(0);
        Configuration configuration = statement.getConfiguration();
        return map.getType() != null
                && map.getType().isRecord()
                && map.getResultMappings().isEmpty()
                && map.getDiscriminator() == null
                && !configuration.getTypeHandlerRegistry().hasTypeHandler(map.getType());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E> List<E> handleResultSets(Statement executed) throws SQLException {
        ResultSet rows = executed.getResultSet();
        RecordRows reader = rows == null ? null : reader(rows);
        if (reader == null) {
            return other.handleResultSets(executed);
        }
        try (rows) {
            return (List<E>) reader.read(rows);
        }
    }

    private RecordRows reader(ResultSet rows) throws SQLException {
        RecordRows found = known.get(statement.getId());
        if (found == null || !found.fits(rows)) {
            found = RecordRows.of(statement.getResultMaps().get(0).getType(), rows, statement.getConfiguration());
            if (found != null) {
                known.put(statement.getId(), found);
            }
        }
        return found;
    }

    @Override
    public <E> Cursor<E> handleCursorResultSets(Statement executed) throws SQLException {
        return other.handleCursorResultSets(executed);
    }

    @Override
    public void handleOutputParameters(CallableStatement executed) throws SQLException {
        other.handleOutputParameters(executed);
    }
}
