package org.stoa.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.Walks;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;

/** Random invoices and credit notes in currencies with none, two and three decimals, against {@link ExactTotals}. */
class TotalsWalkTest {
    private static final long SEED = 20260315;
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
    private static final long[] RATES = {0, 50_000, 70_000, 88_750, 190_000, 255_000, 1_000_000};
    private static final UUID CUSTOMER = Ids.next();

    @Test
    void totalsAreThoseOfExactFractionsWhateverTheOrderOfTheLines() {
        for (int walk = 0; walk < Walks.count(); walk++) {
            Random random = new Random(SEED + walk);
            String currency = CURRENCIES.get(walk % CURRENCIES.size());
            List<ExactTotals.Line> lines = lines(random, false);
            ExactTotals exact = ExactTotals.of(lines);

            InvoiceTotals totals = draft(currency, lines).totals();

            String story = "seed " + (SEED + walk) + ", " + currency + ", " + lines;
            for (InvoiceTotals.Tax tax : totals.taxes()) {
                long rate = tax.rate().movePointRight(4).longValueExact();
                assertThat(units(tax.tax())).as(story).isEqualTo(exact.tax.get(rate));
                assertThat(units(tax.net())).as(story).isEqualTo(exact.net.get(rate));
            }
            assertThat(units(totals.gross())).as(story).isEqualTo(exact.gross);
            assertThat(totals.net().plus(totals.tax())).as(story).isEqualTo(totals.gross());
            Collections.shuffle(lines, random);
            assertThat(draft(currency, lines).totals()).as(story).isEqualTo(totals);
        }
    }

    @Test
    void priceThatIncludesTheTaxIsWhatTheCustomerPays() {
        for (int walk = 0; walk < Walks.count(); walk++) {
            Random random = new Random(SEED + walk);
            String currency = CURRENCIES.get(walk % CURRENCIES.size());
            List<ExactTotals.Line> lines = lines(random, true);

            Draft draft = draft(currency, lines);

            String story = "seed " + (SEED + walk) + ", " + currency + ", " + lines;
            BigInteger told = BigInteger.ZERO;
            for (int index = 0; index < lines.size(); index++) {
                ExactTotals.Line line = lines.get(index);
                InvoiceItem item = draft.items().get(index);
                told = told.add(line.amount());
                assertThat(units(item.amount())).as(story).isEqualTo(line.amount());
                if (line.rate() > 0) {
                    assertThat(item.net().plus(item.tax())).as(story).isEqualTo(item.amount());
                    assertThat(distance(line, units(item.tax()))).as(story).isLessThan(1);
                }
            }
            assertThat(units(draft.totals().gross())).as(story).isEqualTo(told);
        }
    }

    @Test
    void creditNotesAddUpToTheInvoiceInWhateverSteps() {
        for (int walk = 0; walk < Walks.count(); walk++) {
            Random random = new Random(SEED + walk);
            String currency = CURRENCIES.get(walk % CURRENCIES.size());
            List<ExactTotals.Line> lines = lines(random, random.nextBoolean());
            Invoice invoice = invoice(currency, draft(currency, lines));
            String story = "seed " + (SEED + walk) + ", " + currency + ", " + lines;
            if (invoice.totals().gross().amount().signum() == 0) {
                continue;
            }

            Credits credits = new Credits(invoice);
            for (int step = 0; step < 4; step++) {
                int position = random.nextInt(lines.size());
                BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(30_000), 4);
                credits.tryToCredit(List.of(new CreditFields.Line(position, quantity)));
                assertThat(credits.gross.compareTo(invoice.totals().gross()))
                        .as(story)
                        .isLessThanOrEqualTo(0);
            }
            credits.tryToCredit(null);

            assertThat(credits.gross).as(story).isEqualTo(invoice.totals().gross());
            invoice.totals().taxes().forEach(tax -> assertThat(credits.taxes.getOrDefault(
                            new TaxKey(tax.category(), tax.rate()),
                            Money.zero(tax.tax().currency())))
                    .as(story)
                    .isEqualTo(tax.tax()));
        }
    }

    /** What was credited so far, as the database would say. */
    private static final class Credits {
        private final Invoice invoice;
        private final Map<Integer, Crediting.Credited> lines = new HashMap<>();
        private final Map<TaxKey, Money> taxes = new HashMap<>();
        private Money gross;

        Credits(Invoice invoice) {
            this.invoice = invoice;
            gross = Money.zero(Money.currencyOf(invoice.currency()));
        }

        void tryToCredit(List<CreditFields.Line> wanted) {
            Crediting.Result result;
            try {
                result = new Crediting(invoice, lines, taxes).credit(wanted);
            } catch (ProblemException e) {
                assertThat(e.code().code()).isEqualTo("credit-exceeds-invoice");
                return;
            }
            for (int index = 0; index < result.items().size(); index++) {
                InvoiceItem item = result.items().get(index);
                Crediting.Credited before =
                        lines.getOrDefault(result.positions().get(index), Crediting.Credited.NOTHING);
                BigDecimal tax =
                        item.tax() == null ? BigDecimal.ZERO : item.tax().amount();
                lines.put(
                        result.positions().get(index),
                        new Crediting.Credited(
                                before.quantity().add(item.quantity()),
                                before.amount().add(item.amount().amount()),
                                before.net().add(item.net().amount()),
                                before.tax().add(tax)));
            }
            result.totals()
                    .taxes()
                    .forEach(tax -> taxes.merge(new TaxKey(tax.category(), tax.rate()), tax.tax(), Money::plus));
            gross = gross.plus(result.totals().gross());
        }
    }

    /** How far the tax of a line is from the exact one, in smallest units. */
    private static double distance(ExactTotals.Line line, BigInteger tax) {
        double exact = line.amount().doubleValue() * line.rate() / (line.rate() + 1_000_000.0);
        return Math.abs(exact - tax.doubleValue());
    }

    private static List<ExactTotals.Line> lines(Random random, boolean inclusive) {
        List<ExactTotals.Line> lines = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int index = 0; index < count; index++) {
            long quantity = random.nextBoolean() ? 10_000L * (1 + random.nextInt(9)) : 1 + random.nextInt(50_000);
            long price = random.nextBoolean() ? 10_000L * random.nextInt(5_000) : random.nextInt(5_000_000);
            long discount = random.nextInt(3) == 0 ? random.nextInt(1_000_001) : 0;
            long rate = RATES[random.nextInt(RATES.length)];
            lines.add(new ExactTotals.Line(
                    quantity, price, discount, rate, inclusive || (rate > 0 && random.nextInt(3) == 0)));
        }
        return lines;
    }

    private static Draft draft(String currency, List<ExactTotals.Line> lines) {
        int decimals = Money.currencyOf(currency).getDefaultFractionDigits();
        List<ItemFields> items = lines.stream()
                .map(line -> new ItemFields(
                        null,
                        "work",
                        BigDecimal.valueOf(line.quantity(), 4),
                        null,
                        new UnitPrice(BigDecimal.valueOf(line.price(), decimals + 4), Money.currencyOf(currency)),
                        BigDecimal.valueOf(line.discount(), 4),
                        null,
                        BigDecimal.valueOf(line.rate(), 4),
                        null,
                        line.inclusive(),
                        null,
                        null,
                        null))
                .toList();
        Customer customer = Customer.of(
                CUSTOMER,
                CustomerFields.of("Studio", null, null, null, null, currency, null),
                1,
                Instant.EPOCH,
                Instant.EPOCH);
        return Draft.of(new InvoiceFields(CUSTOMER, currency, null, null, items), customer, Catalogue.EMPTY);
    }

    private static Invoice invoice(String currency, Draft draft) {
        return new Invoice(
                Ids.next(),
                InvoiceKind.INVOICE,
                "2026-000001",
                InvoiceStatus.ISSUED,
                CUSTOMER,
                currency,
                null,
                null,
                null,
                draft.items(),
                draft.totals(),
                draft.totals().gross(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                2,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static BigInteger units(Money money) {
        return money.amount().unscaledValue();
    }
}
