package ${package};

import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.TwoTenantContract;

/** Every table of the module keeps its tenants apart; a table without a row here fails the contract. */
class NotesIsolationTest extends TwoTenantContract {

    NotesIsolationTest() {
        super("${id}", NotesModule.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        new NoteService(database).write(context, new NoteFields("Hi!"));
    }
}
