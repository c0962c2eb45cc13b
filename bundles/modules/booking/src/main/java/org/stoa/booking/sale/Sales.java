package org.stoa.booking.sale;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Transaction;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleLine;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;

/**
 * Tells whoever invoices for the tenant what clients owe, in a transaction of the caller's. When nobody does, staff says
 * what is paid.
 */
public final class Sales {
    private final SaleMapper mapper;
    private final Transaction transaction;
    private final UUID tenantId;

    public Sales(CallContext context, Transaction transaction) {
        this.transaction = transaction;
        mapper = transaction.mapper(SaleMapper.class);
        tenantId = context.requireTenant();
    }

    public void make(List<Sale> sales, Instant now) {
        if (sales.isEmpty()) {
            return;
        }
        mapper.insert(tenantId, sales, now);
        for (Sale sale : sales) {
            transaction.publish(new SaleMade(
                    sale.id(),
                    sale.clientUserId(),
                    sale.clientName(),
                    sale.clientEmail(),
                    sale.bookingId().toString(),
                    sale.soldOn(),
                    List.of(new SaleLine(sale.description(), BigDecimal.ONE, sale.amount()))));
        }
    }

    /** What these bookings cost is not owed any more. */
    public void cancel(List<UUID> bookingIds, String reason) {
        mapper.cancel(bookingIds).forEach(id -> transaction.publish(new SaleCancelled(id, reason)));
    }
}
