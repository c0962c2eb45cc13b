package org.stoa.billing.product;

import java.time.Instant;
import java.util.Comparator;
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
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.tax.TaxRateMapper;

/** Keeps the products of each tenant. */
@Component(service = Products.class)
public final class Products {
    private static final String TABLE = "billing.product";

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Products(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Page<Product> list(CallContext context, PageRequest page) {
        return database.read(context, ProductMapper.class, mapper -> new ProductStore(mapper).list(page));
    }

    public Product get(CallContext context, UUID id) {
        return database.read(context, ProductMapper.class, mapper -> new ProductStore(mapper).get(id));
    }

    public Product create(CallContext context, ProductFields fields) {
        Instant now = clock.now(context);
        return database.write(context, ProductMapper.class, (mapper, transaction) -> {
            Product product = Product.of(Ids.next(), checked(transaction, fields), 1, now, now);
            new ProductStore(mapper).insert(context.requireTenant(), product);
            transaction.audit(AuditEntry.created("product.create", TABLE, product.id(), product));
            return product;
        });
    }

    public Product update(CallContext context, UUID id, long version, MergePatch patch) {
        Instant now = clock.now(context);
        return database.write(context, ProductMapper.class, (mapper, transaction) -> {
            ProductStore store = new ProductStore(mapper);
            Product before = store.lock(id);
            if (before.version() != version) {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            }
            ProductFields fields = checked(transaction, patch.applyTo(before.fields()));
            Product after = Product.of(id, fields, version + 1, before.createdAt(), now);
            store.replace(context.requireTenant(), after);
            transaction.audit(AuditEntry.changed("product.update", TABLE, id, before, after));
            return after;
        });
    }

    public void delete(CallContext context, UUID id) {
        database.write(context, ProductMapper.class, (mapper, transaction) -> {
            Product before = new ProductStore(mapper).lock(id);
            if (mapper.isUsed(id)) {
                throw ProblemException.of(BillingProblem.IN_USE, "product");
            }
            mapper.delete(id);
            transaction.audit(AuditEntry.removed("product.delete", TABLE, id, before));
            return before;
        });
    }

    /** With prices and names in the order in which they are read. */
    private static ProductFields checked(Transaction transaction, ProductFields fields) {
        if (fields.taxRateId() != null
                && transaction.mapper(TaxRateMapper.class).find(fields.taxRateId()) == null) {
            throw ProblemException.invalid("taxRateId", "is not the id of a tax rate");
        }
        ProductFields checked = fields.checked();
        return new ProductFields(
                checked.code(),
                checked.name(),
                checked.names().stream()
                        .sorted(Comparator.comparing(Translation::language))
                        .toList(),
                checked.unit(),
                checked.prices().stream()
                        .sorted(Comparator.comparing(
                                (UnitPrice price) -> price.currency().getCurrencyCode()))
                        .toList(),
                checked.taxRateId(),
                checked.active());
    }
}
