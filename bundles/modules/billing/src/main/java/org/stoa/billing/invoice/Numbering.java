package org.stoa.billing.invoice;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Keeps the number series of each tenant, and gives out their numbers. */
@Component(service = Numbering.class)
public final class Numbering {
    private final Database database;

    @Activate
    public Numbering(@Reference Database database) {
        this.database = database;
    }

    /** Every series with what counts for it. */
    public Map<Series.Name, Series> list(CallContext context) {
        return database.read(context, SeriesMapper.class, Numbering::all);
    }

    /** Numbers given out before keep their form; the series counts on. */
    public Series put(CallContext context, Series.Name name, Series series) {
        return database.write(context, SeriesMapper.class, (mapper, transaction) -> {
            Map<Series.Name, Series> before = all(mapper);
            before.forEach((other, settings) -> {
                if (other != name && settings.prefix().equals(series.prefix())) {
                    throw ProblemException.invalid("prefix", "must not be that of the series " + other);
                }
            });
            mapper.put(context.requireTenant(), name, series);
            transaction.audit(new AuditEntry(
                    "number-series.put", "billing.number_series", name.name(), before.get(name), series));
            return series;
        });
    }

    /** The next number. To be asked for as late as possible: everybody else's waits for the end of the transaction. */
    static String next(Transaction transaction, UUID tenantId, Series.Name name, int year) {
        SeriesMapper mapper = transaction.mapper(SeriesMapper.class);
        SeriesMapper.Row row = mapper.find(name);
        Series series = row == null ? name.standard() : row.settings();
        return series.text(year, mapper.next(tenantId, name, series.yearly() ? year : 0));
    }

    private static Map<Series.Name, Series> all(SeriesMapper mapper) {
        Map<Series.Name, Series> all = new EnumMap<>(Series.Name.class);
        for (Series.Name name : Series.Name.values()) {
            all.put(name, name.standard());
        }
        mapper.list().forEach(row -> all.put(row.series(), row.settings()));
        return all;
    }
}
