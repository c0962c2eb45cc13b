package org.stoa.data.mapper;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.executor.ExecutorException;
import org.apache.ibatis.executor.resultset.ResultSetWrapper;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandler;

/**
 * Makes records of rows by the names of their components, as MyBatis does, which compares each component with each column
 * anew for every row. Made for the columns of one statement.
 */
final class RecordRows {

    private final Constructor<?> constructor;
    private final String[] labels;
    private final int[] columns;
    private final TypeHandler<?>[] handlers;

    private RecordRows(Constructor<?> constructor, String[] labels, int[] columns, TypeHandler<?>[] handlers) {
        this.constructor = constructor;
        this.labels = labels;
        this.columns = columns;
        this.handlers = handlers;
    }

    /** Of what a statement returned; null when a component has no column of its name. */
    static RecordRows of(Class<?> type, ResultSet rows, Configuration configuration) throws SQLException {
        String[] labels = labels(rows.getMetaData());
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        int[] columns = new int[components.length];
        TypeHandler<?>[] handlers = new TypeHandler<?>[components.length];
        ResultSetWrapper wrapper = new ResultSetWrapper(rows, configuration);
        for (int i = 0; i < components.length; i++) {
            int column = column(labels, components[i].getName());
            if (column == 0) {
                return null;
            }
            types[i] = components[i].getType();
            columns[i] = column;
            handlers[i] = wrapper.getTypeHandler(types[i], labels[column - 1]);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordRows(constructor, labels, columns, handlers);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor", e);
        }
    }

    private static String[] labels(ResultSetMetaData columns) throws SQLException {
        String[] labels = new String[columns.getColumnCount()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = columns.getColumnLabel(i + 1);
        }
        return labels;
    }

    /** From 1; 0 when there is none. */
    private static int column(String[] labels, String component) {
        for (int i = 0; i < labels.length; i++) {
            if (component.equalsIgnoreCase(labels[i].replace("_", ""))) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether rows have the columns that this was made for; the text of a statement may depend on its parameters. */
    boolean fits(ResultSet rows) throws SQLException {
        ResultSetMetaData found = rows.getMetaData();
        if (found.getColumnCount() != labels.length) {
            return false;
        }
        for (int i = 0; i < labels.length; i++) {
            if (!labels[i].equals(found.getColumnLabel(i + 1))) {
                return false;
            }
        }
        return true;
    }

    /** All rows; null for one in which there is nothing. */
    List<Object> read(ResultSet rows) throws SQLException {
        List<Object> records = new ArrayList<>();
        while (rows.next()) {
            records.add(read(rows, new Object[columns.length]));
        }
        return records;
    }

    private Object read(ResultSet row, Object[] values) throws SQLException {
        boolean found = false;
        for (int i = 0; i < columns.length; i++) {
            values[i] = handlers[i].getResult(row, columns[i]);
            found |= values[i] != null;
        }
        try {
            return found ? constructor.newInstance(values) : null;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new ExecutorException(
                    "a row does not make a " + constructor.getDeclaringClass().getName(), e);
        }
    }
}
