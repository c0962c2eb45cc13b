package org.stoa.billing.payment;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;

/** Reads payments whole: rows, allocations and refunds. */
final class PaymentStore {
    private final PaymentMapper mapper;

    PaymentStore(PaymentMapper mapper) {
        this.mapper = mapper;
    }

    Page<Payment> list(UUID customerId, PageRequest page) {
        return Page.of(assemble(mapper.list(customerId, page)), page, Payment::id);
    }

    /** @throws ProblemException 404 {@code not-found} */
    Payment get(UUID id) {
        PaymentMapper.Row row = mapper.find(id);
        if (row == null) {
            throw ProblemException.notFound("payment");
        }
        return assemble(List.of(row)).get(0);
    }

    private List<Payment> assemble(List<PaymentMapper.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = rows.stream().map(PaymentMapper.Row::id).toList();
        Map<UUID, List<PaymentMapper.AllocationRow>> allocations =
                mapper.allocations(ids).stream().collect(Collectors.groupingBy(PaymentMapper.AllocationRow::paymentId));
        Map<UUID, List<PaymentMapper.RefundRow>> refunds =
                mapper.refunds(ids).stream().collect(Collectors.groupingBy(PaymentMapper.RefundRow::paymentId));
        return rows.stream()
                .map(row -> payment(
                        row, allocations.getOrDefault(row.id(), List.of()), refunds.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Payment payment(
            PaymentMapper.Row row,
            List<PaymentMapper.AllocationRow> allocations,
            List<PaymentMapper.RefundRow> refunds) {
        Currency currency = Money.currencyOf(row.currency());
        BigDecimal available =
                row.amount().subtract(row.allocated()).subtract(row.refunded()).subtract(row.reversed());
        return new Payment(
                row.id(),
                row.customerId(),
                new Money(row.amount(), currency),
                new Money(available, currency),
                allocations.stream()
                        .map(part -> new Payment.Allocation(part.invoiceId(), new Money(part.amount(), currency)))
                        .toList(),
                refunds.stream()
                        .map(part -> new Refund(
                                part.id(),
                                part.kind(),
                                new Money(part.amount(), currency),
                                part.provider(),
                                part.externalReference(),
                                part.reason(),
                                part.refundedAt()))
                        .toList(),
                row.provider(),
                row.externalReference(),
                row.reference(),
                row.test(),
                row.receivedAt(),
                row.createdAt());
    }
}
