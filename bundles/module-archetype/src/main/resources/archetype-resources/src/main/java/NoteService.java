package ${package};

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Keeps the notes of each tenant: the rules, and one transaction for each use case. */
@Component(service = NoteService.class)
public final class NoteService {
    private static final String TABLE = "${id}.note";

    private final Database database;

    @Activate
    public NoteService(@Reference Database database) {
        this.database = database;
    }

    Page<Note> list(CallContext context, PageRequest page) {
        return database.read(context, NoteMapper.class, mapper -> Page.of(mapper.list(page), page, Note::id));
    }

    Note get(CallContext context, UUID id) {
        return database.read(context, NoteMapper.class, mapper -> found(mapper.find(id)));
    }

    Note write(CallContext context, NoteFields fields) {
        return database.write(
                context, NoteMapper.class, (mapper, transaction) -> insert(context, fields, mapper, transaction));
    }

    void delete(CallContext context, UUID id) {
        database.write(context, NoteMapper.class, (mapper, transaction) -> {
            Note before = found(mapper.find(id));
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("note.delete", TABLE, id, before));
            return before;
        });
    }

    /** Writes a first note, unless there is one: the platform may seed a tenant more than once. */
    void writeFirst(CallContext context) {
        database.write(context, NoteMapper.class, (mapper, transaction) -> {
            if (mapper.any()) {
                return false;
            }
            insert(context, new NoteFields("The first note"), mapper, transaction);
            return true;
        });
    }

    private Note insert(CallContext context, NoteFields fields, NoteMapper mapper, Transaction transaction) {
        // PostgreSQL keeps microseconds: what is answered now equals what is read later.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Note note = new Note(Ids.next(), fields.text(), context.caller().name(), now);
        mapper.insert(context.requireTenant(), note);
        transaction.audit(AuditEntry.created("note.create", TABLE, note.id(), note));
        return note;
    }

    private static Note found(Note note) {
        if (note == null) {
            throw ProblemException.notFound("note");
        }
        return note;
    }
}
