package org.stoa.hello;

import java.time.Clock;
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
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Keeps the greetings of each tenant. */
@Component(service = GreetingService.class)
public final class GreetingService {
    static final String TABLE = "hello.greeting";

    private final Database database;
    private final Clock clock;

    @Activate
    public GreetingService(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    GreetingService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Page<Greeting> list(CallContext context, PageRequest page) {
        return database.read(context, GreetingMapper.class, mapper -> Page.of(mapper.list(page), page, Greeting::id));
    }

    Greeting get(CallContext context, UUID id) {
        return database.read(context, GreetingMapper.class, mapper -> found(mapper.find(id)));
    }

    Greeting post(CallContext context, GreetingFields fields) {
        return database.write(
                context, GreetingMapper.class, (mapper, transaction) -> insert(context, fields, mapper, transaction));
    }

    Greeting update(CallContext context, UUID id, long version, MergePatch patch) {
        return database.write(context, GreetingMapper.class, (mapper, transaction) -> {
            Greeting before = found(mapper.find(id));
            Greeting after = before.with(patch.applyTo(before.fields()), now());
            // The second condition holds when somebody else commits a change between our two statements.
            if (before.version() != version || mapper.update(after) == 0) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            transaction.audit(AuditEntry.changed("greeting.update", TABLE, id, before, after));
            return after;
        });
    }

    void delete(CallContext context, UUID id) {
        database.write(context, GreetingMapper.class, (mapper, transaction) -> {
            Greeting before = found(mapper.find(id));
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("greeting.delete", TABLE, id, before));
            return before;
        });
    }

    /** Posts a first greeting, unless there is one already: seeding may be repeated. */
    void postWelcome(CallContext context) {
        database.write(context, GreetingMapper.class, (mapper, transaction) -> {
            if (mapper.any()) {
                return false;
            }
            insert(context, new GreetingFields("Welcome to Stoa!"), mapper, transaction);
            return true;
        });
    }

    private Greeting insert(
            CallContext context, GreetingFields fields, GreetingMapper mapper, Transaction transaction) {
        Instant now = now();
        Greeting greeting =
                new Greeting(Ids.next(), fields.message(), context.caller().name(), 1, now, now);
        mapper.insert(context.requireTenant(), greeting);
        transaction.audit(AuditEntry.created("greeting.create", TABLE, greeting.id(), greeting));
        transaction.publish(new GreetingPosted(greeting.id(), greeting.message(), greeting.author()));
        return greeting;
    }

    /** PostgreSQL keeps microseconds: what is returned now equals what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Greeting found(Greeting greeting) {
        if (greeting == null) {
            throw ProblemException.notFound("greeting");
        }
        return greeting;
    }
}
