package org.stoa.billing.currency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.Dates;

/** Keeps exchange rates of each tenant, one per source, pair of currencies and day. */
@Component(service = ExchangeRates.class)
public final class ExchangeRates {
    static final int MOST = 1000;

    private final Database database;
    private final TenantClock clock;

    @Activate
    public ExchangeRates(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Stores them all, in place of what the same sources said of the same days. */
    public ExchangeRateList put(CallContext context, ExchangeRateList list) {
        check(list.rates());
        Instant now = clock.now(context);
        return database.write(context, ExchangeRateMapper.class, (mapper, transaction) -> {
            mapper.put(context.requireTenant(), list.rates(), now);
            transaction.audit(new AuditEntry(
                    "exchange-rate.put",
                    "billing.exchange_rate",
                    list.rates().get(0).source(),
                    null,
                    list));
            return list;
        });
    }

    /**
     * The first thousand, latest day first.
     *
     * @param base null for any
     * @param quote null for any
     */
    List<ExchangeRate> list(CallContext context, LocalDate from, LocalDate to, String base, String quote) {
        Dates.near("from", from);
        Dates.near("to", to);
        LocalDate last = to == null ? clock.today(context) : to;
        LocalDate first = from == null ? last.minusMonths(1) : from;
        return database.read(context, ExchangeRateMapper.class, mapper -> mapper.list(first, last, base, quote, MOST));
    }

    private static void check(List<ExchangeRate> rates) {
        Set<Object> seen = new HashSet<>();
        for (int index = 0; index < rates.size(); index++) {
            ExchangeRate rate = rates.get(index);
            String field = "rates[" + index + "]";
            Currencies.require(field + ".base", rate.base());
            Currencies.require(field + ".quote", rate.quote());
            Dates.near(field + ".validOn", rate.validOn());
            if (rate.base().equals(rate.quote())) {
                throw ProblemException.invalid(field + ".quote", "must not be the base");
            }
            if (!seen.add(List.of(rate.source(), rate.base(), rate.quote(), rate.validOn()))) {
                throw ProblemException.invalid(field, "must not be there twice");
            }
        }
    }
}
