package org.stoa.testkit;

import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;

/** The contract holds for tables that are as they should be. */
class NoteIsolationTest extends TwoTenantContract {

    NoteIsolationTest() {
        super("sample", NoteIsolationTest.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        insertNoteWithTag(database, context);
    }

    static void insertNoteWithTag(Database database, CallContext context) {
        String keys = "'" + context.requireTenant() + "', '" + Ids.next() + "'";
        database.write(context, SqlMapper.class, (sql, transaction) -> {
            sql.execute("INSERT INTO sample.note (tenant_id, id, text) VALUES (" + keys + ", 'Hi')");
            return sql.execute("INSERT INTO sample.tag (tenant_id, note_id, name) VALUES (" + keys + ", 'new')");
        });
    }
}
