package org.stoa.billing.product;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.UnitPrice;

/** Reads products whole and writes them whole: rows, prices and names. */
public final class ProductStore {
    private final ProductMapper mapper;

    public ProductStore(ProductMapper mapper) {
        this.mapper = mapper;
    }

    Page<Product> list(PageRequest page) {
        return Page.of(assemble(mapper.list(page)), page, Product::id);
    }

    /** @throws ProblemException 404 {@code not-found} */
    Product get(UUID id) {
        return found(mapper.find(id));
    }

    /** @throws ProblemException 404 {@code not-found} */
    Product lock(UUID id) {
        return found(mapper.findAndLock(id));
    }

    /** Those of {@code ids} that there are, by id. */
    public Map<UUID, Product> all(List<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : assemble(mapper.findAndKeep(ids)).stream()
                        .collect(Collectors.toMap(Product::id, Function.identity()));
    }

    void insert(UUID tenantId, Product product) {
        mapper.insert(tenantId, product);
        insertParts(tenantId, product);
    }

    void replace(UUID tenantId, Product product) {
        mapper.update(product);
        mapper.deletePrices(product.id());
        mapper.deleteNames(product.id());
        insertParts(tenantId, product);
    }

    private void insertParts(UUID tenantId, Product product) {
        if (!product.prices().isEmpty()) {
            mapper.insertPrices(tenantId, product.id(), product.prices());
        }
        if (!product.names().isEmpty()) {
            mapper.insertNames(tenantId, product.id(), product.names());
        }
    }

    private Product found(ProductMapper.Row row) {
        if (row == null) {
            throw ProblemException.notFound("product");
        }
        return assemble(List.of(row)).get(0);
    }

    private List<Product> assemble(List<ProductMapper.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = rows.stream().map(ProductMapper.Row::id).toList();
        Map<UUID, List<UnitPrice>> prices = mapper.prices(ids).stream()
                .collect(Collectors.groupingBy(
                        ProductMapper.PriceRow::productId,
                        Collectors.mapping(
                                price -> new UnitPrice(price.amount(), Money.currencyOf(price.currency())),
                                Collectors.toList())));
        Map<UUID, List<Translation>> names = mapper.names(ids).stream()
                .collect(Collectors.groupingBy(
                        ProductMapper.NameRow::productId,
                        Collectors.mapping(
                                name -> new Translation(name.language(), name.name()), Collectors.toList())));
        return rows.stream()
                .map(row -> new Product(
                        row.id(),
                        row.code(),
                        row.name(),
                        names.getOrDefault(row.id(), List.of()),
                        row.unit(),
                        prices.getOrDefault(row.id(), List.of()),
                        row.taxRateId(),
                        row.active(),
                        row.version(),
                        row.createdAt(),
                        row.updatedAt()))
                .toList();
    }
}
