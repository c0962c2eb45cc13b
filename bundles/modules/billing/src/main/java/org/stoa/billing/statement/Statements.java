package org.stoa.billing.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.value.Money;
import org.stoa.billing.Dates;
import org.stoa.billing.currency.Currencies;

/** Says what customers owe, and since when. */
@Component(service = Statements.class)
public final class Statements {
    static final int MOST_LINES = 10_000;

    private final Database database;
    private final TenantClock clock;

    @Activate
    public Statements(@Reference Database database, @Reference TenantClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param from first day; null for a month before {@code to}
     * @param to last day; null for today
     * @param currency ISO 4217 code; null for the customer's
     * @param test what was made by a test clock, instead of what was not
     * @throws ProblemException 404 {@code not-found}; 400 {@code invalid-request} for an unknown currency, for days in the
     *     wrong order, and for more than 10,000 bookings
     */
    public Statement statement(
            CallContext context, UUID customerId, LocalDate from, LocalDate to, String currency, boolean test) {
        Dates.near("from", from);
        LocalDate last = to == null ? clock.today(context) : Dates.near("to", to);
        LocalDate first = from == null ? last.minusMonths(1) : from;
        if (first.isAfter(last)) {
            throw ProblemException.invalid("to", "must not be before from");
        }
        return database.read(context, StatementMapper.class, mapper -> {
            String own = mapper.currencyOf(customerId);
            if (own == null) {
                throw ProblemException.notFound("customer");
            }
            Currency money = Currencies.require("currency", currency == null ? own : currency);
            String code = money.getCurrencyCode();
            Money opening = new Money(mapper.before(customerId, code, test, first), money);
            List<StatementMapper.EntryRow> rows = mapper.entries(customerId, code, test, first, last, MOST_LINES + 1);
            if (rows.size() > MOST_LINES) {
                throw ProblemException.invalid("from", "leaves more than " + MOST_LINES + " bookings");
            }
            return statement(customerId, first, last, opening, rows);
        });
    }

    private static Statement statement(
            UUID customerId, LocalDate from, LocalDate to, Money opening, List<StatementMapper.EntryRow> rows) {
        Money balance = opening;
        List<Statement.Line> lines = new ArrayList<>();
        for (StatementMapper.EntryRow row : rows) {
            Money amount = new Money(row.amount(), opening.currency());
            balance = balance.plus(amount);
            lines.add(new Statement.Line(
                    row.bookedOn(),
                    row.kind(),
                    row.document(),
                    row.reference(),
                    row.invoiceId(),
                    row.paymentId(),
                    amount,
                    balance));
        }
        return new Statement(customerId, opening.currency().getCurrencyCode(), from, to, opening, lines, balance);
    }

    /** Customers with something open, by how long it is overdue today. */
    public Page<Ageing> ageing(CallContext context, boolean test, PageRequest page) {
        LocalDate today = clock.today(context);
        List<StatementMapper.AgeingRow> rows =
                database.read(context, StatementMapper.class, mapper -> mapper.ageing(today, test, page));
        Map<UUID, List<StatementMapper.AgeingRow>> byCustomer = rows.stream()
                .collect(Collectors.groupingBy(
                        StatementMapper.AgeingRow::customerId, LinkedHashMap::new, Collectors.toList()));
        List<Ageing> customers = byCustomer.values().stream()
                .map(group -> new Ageing(
                        group.get(0).customerId(),
                        group.get(0).name(),
                        group.stream().map(Statements::line).toList()))
                .toList();
        return Page.of(customers, page, Ageing::customerId);
    }

    private static Ageing.Line line(StatementMapper.AgeingRow row) {
        Currency currency = Money.currencyOf(row.currency());
        BigDecimal total = row.notDue()
                .add(row.upTo30())
                .add(row.upTo60())
                .add(row.upTo90())
                .add(row.over90());
        return new Ageing.Line(
                new Money(row.notDue(), currency),
                new Money(row.upTo30(), currency),
                new Money(row.upTo60(), currency),
                new Money(row.upTo90(), currency),
                new Money(row.over90(), currency),
                new Money(total, currency));
    }
}
