package org.stoa.billing.recurring;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.Decimals;
import org.stoa.billing.currency.UnitPrice;

/** Reads agreements whole: rows and items. */
final class AgreementStore {
    private final AgreementMapper mapper;

    AgreementStore(AgreementMapper mapper) {
        this.mapper = mapper;
    }

    Page<Agreement> list(UUID customerId, PageRequest page) {
        return Page.of(assemble(mapper.list(customerId, page)), page, Agreement::id);
    }

    /** @throws ProblemException 404 {@code not-found} */
    Agreement get(UUID id) {
        return found(mapper.find(id));
    }

    /** @throws ProblemException 404 {@code not-found} */
    Agreement lock(UUID id) {
        return found(mapper.lock(id));
    }

    private Agreement found(AgreementMapper.Row row) {
        if (row == null) {
            throw ProblemException.notFound("agreement");
        }
        return assemble(List.of(row)).get(0);
    }

    private List<Agreement> assemble(List<AgreementMapper.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = rows.stream().map(AgreementMapper.Row::id).toList();
        Map<UUID, List<AgreementMapper.ItemRow>> items =
                mapper.items(ids).stream().collect(Collectors.groupingBy(AgreementMapper.ItemRow::agreementId));
        return rows.stream().map(row -> agreement(row, items.get(row.id()))).toList();
    }

    private static Agreement agreement(AgreementMapper.Row row, List<AgreementMapper.ItemRow> items) {
        AgreementFields fields = new AgreementFields(
                row.customerId(),
                row.name(),
                row.currency(),
                row.interval(),
                row.startsOn(),
                row.endsOn(),
                row.anchorDay(),
                row.inAdvance(),
                row.autoIssue(),
                row.collect(),
                items.stream().map(item -> item(item, row.currency())).toList());
        LocalDate nextRunOn = row.status() == Agreement.Status.ENDED
                ? null
                : fields.schedule().run(row.nextRun()).map(Schedule.Run::billOn).orElse(null);
        return new Agreement(
                row.id(),
                row.customerId(),
                row.name(),
                row.currency(),
                row.interval(),
                row.startsOn(),
                row.endsOn(),
                row.anchorDay(),
                row.inAdvance(),
                row.autoIssue(),
                row.collect(),
                fields.items(),
                row.status(),
                row.nextRun(),
                nextRunOn,
                row.problem(),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    private static AgreementItem item(AgreementMapper.ItemRow row, String currency) {
        return new AgreementItem(
                row.productId(),
                row.description(),
                Decimals.plain(row.quantity()),
                row.metric(),
                row.unit(),
                row.unitPrice() == null ? null : new UnitPrice(row.unitPrice(), Money.currencyOf(currency)),
                Decimals.plain(row.discountPercent()),
                row.taxRateId(),
                Decimals.plain(row.taxRate()),
                row.taxCategory(),
                row.taxInclusive(),
                row.exemptionReason());
    }
}
