package org.stoa.booking.sale;

import java.time.Instant;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;

/** Remembers what whoever invoices says of sales; news may come twice and in any order. */
@Component(service = Settlement.class)
public final class Settlement {
    private final Database database;
    private final TenantClock clock;

    @Activate
    public Settlement(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** From now on it is paid when the invoice is, and nobody says it by hand, nor has said it. */
    public void invoiced(CallContext context, UUID saleId, String number) {
        write(context, saleId, mapper -> mapper.invoiced(saleId, number));
    }

    /** @param at when that was so */
    public void settled(CallContext context, UUID saleId, boolean paid, Instant at) {
        write(context, saleId, mapper -> mapper.settled(saleId, paid, at));
    }

    private void write(CallContext context, UUID saleId, ToIntFunction<SaleMapper> news) {
        Instant now = clock.now(context);
        database.write(context, SaleMapper.class, (mapper, transaction) -> {
            if (mapper.lockBooking(saleId) != null && news.applyAsInt(mapper) > 0) {
                mapper.follow(saleId, now);
            }
            return true;
        });
    }
}
