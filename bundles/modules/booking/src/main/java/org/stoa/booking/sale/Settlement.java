package org.stoa.booking.sale;

import java.time.Instant;
import java.util.UUID;
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

    /** From now on nobody says by hand whether it is paid. */
    public void invoiced(CallContext context, UUID saleId, String number) {
        database.write(context, SaleMapper.class, (mapper, transaction) -> mapper.invoiced(saleId, number));
    }

    /** @param at when that was so */
    public void settled(CallContext context, UUID saleId, boolean paid, Instant at) {
        Instant now = clock.now(context);
        database.write(context, SaleMapper.class, (mapper, transaction) -> {
            UUID bookingId = mapper.settled(saleId, paid, at);
            if (bookingId != null) {
                mapper.setPaid(bookingId, paid, now);
            }
            return true;
        });
    }
}
