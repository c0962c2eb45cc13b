package org.stoa.billing.parking;

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
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.AccountParked;
import org.stoa.billing.AccountReleased;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.Moment;

/**
 * Keeps what is doubtful. A customer of whom something is parked is billed and dunned by hand only, until somebody has
 * released all of it: better late than wrong.
 */
@Component(service = Parking.class)
public final class Parking {
    private static final String TABLE = "billing.parked";

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Parking(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param all those that were released as well */
    public Page<ParkedItem> list(CallContext context, UUID customerId, boolean all, PageRequest page) {
        return database.read(
                context,
                ParkingMapper.class,
                mapper -> Page.of(mapper.list(customerId, all, page), page, ParkedItem::id));
    }

    public ParkedItem get(CallContext context, UUID id) {
        return database.read(context, ParkingMapper.class, mapper -> found(mapper.find(id)));
    }

    /** Parks in a transaction of its own. The same reason and subject again change nothing. */
    public void park(CallContext context, Doubt doubt) {
        Moment moment = Moment.of(context, clock);
        database.write(
                context, ParkingMapper.class, (mapper, transaction) -> park(context, transaction, moment, doubt));
    }

    /**
     * Parks in a transaction that is under way. The same reason and subject again change nothing.
     *
     * @return whether it was not parked before
     */
    public static boolean park(CallContext context, Transaction transaction, Moment moment, Doubt doubt) {
        UUID id = Ids.next();
        ParkingMapper mapper = transaction.mapper(ParkingMapper.class);
        if (mapper.insert(context.requireTenant(), id, doubt, moment.now()) == 0) {
            return false;
        }
        transaction.audit(AuditEntry.created("account.park", TABLE, id, doubt));
        transaction.publish(
                new AccountParked(id, doubt.customerId(), doubt.reason().name(), doubt.detail()));
        return true;
    }

    public static boolean isParked(Transaction transaction, UUID customerId) {
        return transaction.mapper(ParkingMapper.class).isParked(customerId);
    }

    /** Says that what was doubtful is right, or made right; whoever does so takes responsibility. */
    public ParkedItem release(CallContext context, UUID id, ReleaseNote note) {
        Moment moment = Moment.of(context, clock);
        return database.write(context, ParkingMapper.class, (mapper, transaction) -> {
            ParkedItem before = found(mapper.find(id));
            if (mapper.release(id, context.caller().name(), note.note(), moment.now()) == 0) {
                throw ProblemException.of(BillingProblem.ALREADY_RELEASED);
            }
            ParkedItem after = mapper.find(id);
            transaction.audit(AuditEntry.changed("account.release", TABLE, id, before, after));
            if (after.customerId() != null && !mapper.isParked(after.customerId())) {
                transaction.publish(new AccountReleased(after.customerId()));
            }
            return after;
        });
    }

    private static ParkedItem found(ParkedItem item) {
        if (item == null) {
            throw ProblemException.notFound("parked item");
        }
        return item;
    }
}
