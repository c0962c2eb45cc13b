package org.stoa.booking;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.SqlMapper;

/** Puts resources and services into the database as they are, for tests that are about something else. */
final class TestRows {
    private final Database database;

    TestRows(Database database) {
        this.database = database;
    }

    UUID resource(CallContext context, String kind, UUID userId, int capacity) {
        UUID id = Ids.next();
        execute(
                context,
                String.format(
                        Locale.ROOT,
                        "INSERT INTO booking.resource (tenant_id, id, kind, user_id, name, timezone, capacity, active, version,"
                                + " created_at, updated_at)"
                                + " VALUES ('%s', '%s', '%s', %s, 'Resource', 'Europe/Berlin', %d, true, 1, now(), now())",
                        context.requireTenant(),
                        id,
                        kind,
                        userId == null ? "NULL" : "'" + userId + "'",
                        capacity));
        for (int day = 0; day < 7; day++) {
            execute(
                    context,
                    String.format(
                            Locale.ROOT,
                            "INSERT INTO booking.availability (tenant_id, id, resource_id, day_of_week, start_minute, end_minute,"
                                    + " available) VALUES ('%s', '%s', '%s', %d, 0, 1440, true)",
                            context.requireTenant(),
                            Ids.next(),
                            id,
                            day));
        }
        return id;
    }

    /** An hour, for 80.00 EUR, without buffers, at once and up to a year ahead; {@code more} are further columns. */
    UUID service(CallContext context, String more, UUID... resources) {
        UUID id = Ids.next();
        execute(
                context,
                String.format(
                        Locale.ROOT,
                        "INSERT INTO booking.service (tenant_id, id, type, name, duration_minutes, buffer_before_minutes,"
                                + " buffer_after_minutes, slot_step_minutes, lead_minutes, horizon_days, price, currency,"
                                + " requires_confirmation, active, version, created_at, updated_at)"
                                + " VALUES ('%s', '%s', 'APPOINTMENT', 'Haircut', 60, 0, 0, 15, 0, 366, 80, 'EUR', false, true, 1,"
                                + " now(), now())",
                        context.requireTenant(),
                        id));
        if (!more.isEmpty()) {
            execute(context, "UPDATE booking.service SET " + more + " WHERE id = '" + id + "'");
        }
        for (int position = 0; position < resources.length; position++) {
            execute(
                    context,
                    String.format(
                            Locale.ROOT,
                            "INSERT INTO booking.service_resource (tenant_id, service_id, resource_id, position)"
                                    + " VALUES ('%s', '%s', '%s', %d)",
                            context.requireTenant(),
                            id,
                            resources[position],
                            position));
        }
        return id;
    }

    int execute(CallContext context, String statement) {
        return database.write(context, SqlMapper.class, (mapper, transaction) -> mapper.execute(statement));
    }

    List<String> texts(CallContext context, String statement) {
        return database.read(context, SqlMapper.class, mapper -> mapper.texts(statement));
    }
}
