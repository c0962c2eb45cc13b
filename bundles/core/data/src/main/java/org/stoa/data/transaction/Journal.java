package org.stoa.data.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.data.audit.AuditCodec;
import org.stoa.data.audit.AuditValues;
import org.stoa.data.cache.Coherence;
import org.stoa.data.json.StoredJson;
import org.stoa.data.mapper.TypedNull;
import org.stoa.data.signal.PostgresSignals;

/** What a transaction leaves in the journals: collected while it runs, sent together with its commit. */
final class Journal {

    /** Keeps a message below the limit of 65,535 parameters. */
    private static final int ROWS_PER_MESSAGE = 500;

    /** Each row is a plan of its own in the memory of the connection. */
    private static final int MOST_KEPT_ROWS = 8;

    private static final String AUDIT =
            "INSERT INTO data.audit_log (tenant_id, id, created_at, user_id, identity_id, actor,"
                    + " action, resource, resource_id, old_values, new_values, ip_address, user_agent, request_id)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)";
    private static final int AUDIT_PARAMETERS = 14;
    private static final String EVENT =
            "INSERT INTO data.outbox (tenant_id, id, type, payload, occurred_at, next_attempt_at, due_at)"
                    + " VALUES (?, ?, ?, ?::jsonb, ?, ?, ?)";
    private static final int EVENT_PARAMETERS = 7;
    private static final String METER = "SELECT data.meter(?, ?, ?)";
    private static final String METER_NOW = "SELECT data.meter_now(?, ?, ?)";
    private static final int METER_PARAMETERS = 3;
    private static final String METER_OF = "SELECT data.meter_of(?, ?, ?, ?)";

    private static final String CHANGE =
            "INSERT INTO data.cache_change (tenant_id, id, tags) VALUES (?, ?, ?); SELECT pg_notify(?, ?)";
    private static final int CHANGE_PARAMETERS = 5;

    private static final Comparator<Use> ORDER = Comparator.comparing(
                    Use::tenantId, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Use::resource)
            .thenComparing(Use::usedAt)
            .thenComparing(Use::isNow);

    /** @param tenantId null for the transaction's tenant */
    private record Use(UUID tenantId, String resource, Instant usedAt, boolean isNow) {}

    private static final String API = "org.stoa.api";

    private record Row(String sql, int parameters, DatabaseSession.Parameters values) {}

    private final CallContext context;
    private final SessionScope scope;
    private final String schema;
    private final AuditCodec audits;
    private final StoredJson events;
    private final List<Row> rows = new ArrayList<>();
    /** In one order for all transactions, which lock the counters in it. */
    private final SortedMap<Use, Long> uses = new TreeMap<>(ORDER);

    private final Set<CacheTag> changed = new LinkedHashSet<>();
    private final UUID changeId = Ids.next();
    private final String channel;
    private boolean hasEvents;

    /** @param channel on which the nodes are told that something has changed */
    Journal(
            CallContext context,
            SessionScope scope,
            String schema,
            AuditCodec audits,
            StoredJson events,
            String channel) {
        this.context = context;
        this.scope = scope;
        this.schema = schema;
        this.audits = audits;
        this.events = events;
        this.channel = channel;
    }

    void changed(Collection<CacheTag> tags) {
        changed.addAll(tags);
    }

    /** What the transaction has changed that nodes may remember. */
    Set<CacheTag> changed() {
        return changed;
    }

    /** By which the nodes know the change. */
    UUID changeId() {
        return changeId;
    }

    /** Whether it holds an event, so that somebody should be told after the commit. */
    boolean hasEvents() {
        return hasEvents;
    }

    void audit(AuditEntry entry, Instant now) {
        audit(scope.tenantId(), entry, now);
    }

    /** Of a tenant that is not that of the transaction; row-level security refuses it to all but the platform's role. */
    void audit(UUID tenantId, AuditEntry entry, Instant now) {
        AuditValues values = audits.encode(entry);
        var caller = context.caller();
        var request = context.request();
        var id = Ids.next();
        rows.add(new Row(AUDIT, AUDIT_PARAMETERS, (statement, offset) -> {
            int index = offset;
            statement.setObject(++index, tenantId);
            statement.setObject(++index, id);
            statement.setObject(++index, now.atOffset(ZoneOffset.UTC));
            setUuid(statement, ++index, caller.userId());
            setUuid(statement, ++index, caller.identityId());
            statement.setString(++index, caller.name());
            statement.setString(++index, entry.action());
            statement.setString(++index, entry.resource());
            statement.setString(++index, entry.resourceId());
            statement.setString(++index, values.oldValues());
            statement.setString(++index, values.newValues());
            statement.setString(++index, request.clientAddress());
            statement.setString(++index, request.userAgent());
            statement.setString(++index, request.requestId());
        }));
    }

    private static void setUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
        if (value == null) {
            TypedNull.set(statement, index, TypedNull.UUID);
        } else {
            statement.setObject(index, value);
        }
    }

    void publish(Record event, Instant now) {
        publish(scope.tenantId(), event, now, null);
    }

    /**
     * One that happens later.
     *
     * @param tenantId null for that of the transaction; row-level security refuses others to all but the platform's role
     */
    void publishAt(UUID tenantId, Record event, Instant at) {
        publish(tenantId == null ? scope.tenantId() : tenantId, event, at, at);
    }

    private void publish(UUID tenantId, Record event, Instant at, Instant due) {
        String type = typeOf(event.getClass());
        String payload = events.write(event);
        var id = Ids.next();
        hasEvents = true;
        rows.add(new Row(EVENT, EVENT_PARAMETERS, (statement, offset) -> {
            int index = offset;
            statement.setObject(++index, tenantId);
            statement.setObject(++index, id);
            statement.setString(++index, type);
            statement.setString(++index, payload);
            statement.setObject(++index, at.atOffset(ZoneOffset.UTC));
            statement.setObject(++index, at.atOffset(ZoneOffset.UTC));
            if (due == null) {
                TypedNull.set(statement, ++index, TypedNull.TIMESTAMP);
            } else {
                statement.setObject(++index, due.atOffset(ZoneOffset.UTC));
            }
        }));
    }

    /** What bundles share belongs to nobody, and is named after what it is about. */
    private String typeOf(Class<?> event) {
        String home = event.getPackageName();
        boolean shared = home.startsWith(API + ".");
        return (shared ? home.substring(home.lastIndexOf('.') + 1) : schema) + "." + event.getSimpleName();
    }

    void meter(String resource, long units, Instant usedAt) {
        uses.merge(new Use(null, resource, usedAt, false), units, Math::addExact);
    }

    /** At the present moment, which is another one for a tenant with a test clock. */
    void meterNow(String resource, long units, Instant now) {
        uses.merge(new Use(null, resource, now, true), units, Math::addExact);
    }

    /** Of a tenant that is not that of the transaction; the database refuses that to modules. */
    void meter(UUID tenantId, String resource, long units, Instant usedAt) {
        uses.merge(new Use(tenantId, resource, usedAt, false), units, Math::addExact);
    }

    /** Adds a statement of another kind. */
    void add(String sql, int parameters, DatabaseSession.Parameters values) {
        rows.add(new Row(sql, parameters, values));
    }

    /** Sends it and commits; in one round trip unless it is very long. */
    void commit(DatabaseSession session) throws SQLException {
        uses.forEach(this::addUse);
        if (!changed.isEmpty()) {
            addChange();
        }
        if (rows.isEmpty()) {
            session.commit();
            return;
        }
        for (int from = 0; from < rows.size(); from += ROWS_PER_MESSAGE) {
            int to = Math.min(rows.size(), from + ROWS_PER_MESSAGE);
            send(session, rows.subList(from, to), to == rows.size());
        }
    }

    private void addUse(Use use, long units) {
        boolean own = use.tenantId() == null;
        String ofOwn = use.isNow() ? METER_NOW : METER;
        add(own ? ofOwn : METER_OF, own ? METER_PARAMETERS : METER_PARAMETERS + 1, (statement, offset) -> {
            int index = offset;
            if (!own) {
                statement.setObject(++index, use.tenantId());
            }
            statement.setString(++index, use.resource());
            statement.setLong(++index, units);
            statement.setObject(++index, use.usedAt().atOffset(ZoneOffset.UTC));
        });
    }

    private void addChange() {
        add(CHANGE, CHANGE_PARAMETERS, (statement, offset) -> {
            Object[] tags = changed.stream().map(CacheTag::text).toArray();
            int index = offset;
            statement.setObject(++index, scope.tenantId());
            statement.setObject(++index, changeId);
            statement.setArray(++index, statement.getConnection().createArrayOf("text", tags));
            statement.setString(++index, channel);
            statement.setString(++index, PostgresSignals.payload(Coherence.TOPIC, ""));
        });
    }

    private static void send(DatabaseSession session, List<Row> batch, boolean last) throws SQLException {
        String sql = String.join(";", batch.stream().map(Row::sql).toList());
        boolean keep = batch.size() <= MOST_KEPT_ROWS;
        session.execute(sql, (target, offset) -> bind(batch, target, offset), keep, last)
                .close();
    }

    private static void bind(List<Row> batch, PreparedStatement statement, int offset) throws SQLException {
        int next = offset;
        for (Row row : batch) {
            row.values().bind(statement, next);
            next += row.parameters();
        }
    }
}
