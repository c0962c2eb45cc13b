package org.stoa.billing.invoice;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stoa.api.data.Transaction;
import org.stoa.billing.product.Product;
import org.stoa.billing.product.ProductMapper;
import org.stoa.billing.product.ProductStore;
import org.stoa.billing.tax.TaxRate;
import org.stoa.billing.tax.TaxRateMapper;

/**
 * The products and tax rates that lines of an invoice name.
 *
 * @param products by id
 * @param taxRates by id, those of the products among them
 * @param defaultTaxRate the tenant's, or null
 */
public record Catalogue(Map<UUID, Product> products, Map<UUID, TaxRate> taxRates, TaxRate defaultTaxRate) {
    public static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of(), null);

    /**
     * What these lines need, which stays until the end of the transaction. Two statements, three when there are products.
     *
     * @param defaultTaxRateId the tenant's, or null
     */
    public static Catalogue of(Transaction transaction, List<ItemFields> lines, UUID defaultTaxRateId) {
        List<UUID> productIds = lines.stream()
                .map(ItemFields::productId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<UUID, Product> products = new ProductStore(transaction.mapper(ProductMapper.class)).all(productIds);
        List<UUID> rateIds = Stream.of(
                        lines.stream().map(ItemFields::taxRateId),
                        products.values().stream().map(Product::taxRateId),
                        Stream.ofNullable(defaultTaxRateId))
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<UUID, TaxRate> rates = rateIds.isEmpty()
                ? Map.of()
                : transaction.mapper(TaxRateMapper.class).findAll(rateIds).stream()
                        .collect(Collectors.toMap(TaxRate::id, Function.identity()));
        return new Catalogue(products, rates, defaultTaxRateId == null ? null : rates.get(defaultTaxRateId));
    }
}
