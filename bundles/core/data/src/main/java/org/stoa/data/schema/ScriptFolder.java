package org.stoa.data.schema;

import java.util.List;
import java.util.stream.Stream;

/** Where a bundle keeps scripts, and where PostgreSQL notes which have been applied. */
public enum ScriptFolder {
    /** Scripts that add, so that the version before can run on. */
    MIGRATION("db/migration", "schema_history"),
    /** Scripts that take away what no version needs any more. */
    CONTRACTION("db/contraction", "contraction_history");

    private final String path;
    private final String history;

    ScriptFolder(String path, String history) {
        this.path = path;
        this.history = history;
    }

    /** Its path in the bundle. */
    public String path() {
        return path;
    }

    /** The table of the bundle's schema that notes what was applied. */
    public String history() {
        return history;
    }

    /** The tables that note what was applied, of both. */
    static List<String> histories() {
        return Stream.of(values()).map(ScriptFolder::history).toList();
    }
}
