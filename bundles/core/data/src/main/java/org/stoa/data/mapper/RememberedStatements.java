package org.stoa.data.mapper;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;

/**
 * Statements whose text depends on their parameters, such as searches, with their places for parameters found: MyBatis
 * would look for them anew each time.
 */
final class RememberedStatements extends XMLLanguageDriver {

    /** Of one bundle; whoever asks for ever other searches has the others found anew, and fills no memory. */
    private static final int MOST = 1_000;

    private final Map<Text, SqlSource> known = new ConcurrentHashMap<>();

    private record Text(String text, Class<?> parameters) {}

    @Override
    public SqlSource createSqlSource(Configuration configuration, String script, Class<?> parameterType) {
        Text text = new Text(script, parameterType);
        SqlSource source = known.get(text);
        if (source == null) {
            source = super.createSqlSource(configuration, script, parameterType);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, source);
        }
        return source;
    }
}
