package org.stoa.billing.tax;

import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.BillingProblem;

/** Keeps the tax rates of each tenant. What is changed counts for drafts that are saved from then on. */
@Component(service = TaxRates.class)
public final class TaxRates {
    private static final String TABLE = "billing.tax_rate";

    private final Database database;
    private final TenantClock clock;

    @Activate
    public TaxRates(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Page<TaxRate> list(CallContext context, PageRequest page) {
        return database.read(context, TaxRateMapper.class, mapper -> Page.of(mapper.list(page), page, TaxRate::id));
    }

    public TaxRate get(CallContext context, UUID id) {
        return database.read(context, TaxRateMapper.class, mapper -> found(mapper.find(id)));
    }

    public TaxRate create(CallContext context, TaxRateFields fields) {
        TaxRateFields checked = fields.checked();
        Instant now = clock.now(context);
        return database.write(context, TaxRateMapper.class, (mapper, transaction) -> {
            TaxRate rate = TaxRate.of(Ids.next(), checked, 1, now, now);
            mapper.insert(context.requireTenant(), rate);
            transaction.audit(AuditEntry.created("tax-rate.create", TABLE, rate.id(), rate));
            return rate;
        });
    }

    public TaxRate update(CallContext context, UUID id, long version, MergePatch patch) {
        Instant now = clock.now(context);
        return database.write(context, TaxRateMapper.class, (mapper, transaction) -> {
            TaxRate before = found(mapper.find(id));
            TaxRateFields fields = patch.applyTo(before.fields()).checked();
            TaxRate after = TaxRate.of(id, fields, before.version() + 1, before.createdAt(), now);
            if (before.version() != version || mapper.update(after) == 0) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            transaction.audit(AuditEntry.changed("tax-rate.update", TABLE, id, before, after));
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        database.write(context, TaxRateMapper.class, (mapper, transaction) -> {
            TaxRate before = found(mapper.find(id));
            if (mapper.isUsed(id)) {
                throw ProblemException.of(BillingProblem.IN_USE, "tax rate");
            }
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("tax-rate.delete", TABLE, id, before));
            return before;
        });
    }

    private static TaxRate found(TaxRate rate) {
        if (rate == null) {
            throw ProblemException.notFound("tax rate");
        }
        return rate;
    }
}
