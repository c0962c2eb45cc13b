package org.stoa.billing.document.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.testkit.SqlMapper;

/** What spreadsheets get. */
class ExportsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final DateRange MARCH = new DateRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

    private static final int ROWS = Integer.getInteger("stoa.rows", 20_000);

    private static BillingFixture billing;
    private static Exports exports;

    @BeforeAll
    static void start() {
        billing = new BillingFixture();
        exports = new Exports(billing.database);
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void invoicesOfTheRangeAreThereAndNoDraft() throws IOException {
        CallContext context = billing.newTenant("Europe/Berlin");
        Invoice invoice = billing.issued(context);
        billing.draft(context, invoice.customerId());

        List<String> lines = csv(context, Exports.invoices(MARCH));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("number,kind,status,issueDate,dueDate,buyer,buyerTaxId,currency,net,tax,gross");
        assertThat(lines.get(1))
                .startsWith(
                        invoice.number()
                                + ",INVOICE,ISSUED,2026-03-15,2026-04-14,\"Studio Nord Oy\",FI12345671,EUR,1200.00,228.00,1428.00,1428.00,false,");
        DateRange april = new DateRange(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30));
        assertThat(csv(context, Exports.invoices(april))).hasSize(1);
    }

    @Test
    void itemsAndPaymentsSayWhatWasSoldAndPaid() throws IOException {
        CallContext context = billing.newTenant("Europe/Berlin");
        Invoice invoice = billing.issued(context);
        billing.payments.record(
                context, new PaymentFields(null, invoice.id(), Money.of("428", "EUR"), "stripe", "pi_1", null, null));

        assertThat(csv(context, Exports.items(MARCH)).get(1))
                .startsWith(invoice.number() + ",2026-03-15,1,Shooting,1.5,,800,0,S,19,false,EUR,1200.00,");
        assertThat(csv(context, Exports.payments(MARCH, BERLIN)).get(1))
                .startsWith("2026-03-15T10:00:00Z,\"Studio Nord Oy\",EUR,428.00,428.00,0.00,0.00,stripe,pi_1,,false,");
    }

    @Test
    void aDayBeginsWhereTheTenantIs() throws IOException {
        CallContext context = billing.newTenant("Europe/Berlin");
        billing.customer(context);
        Instant created = billing.clock.instant();
        LocalDate day = LocalDate.ofInstant(created, BERLIN);

        assertThat(csv(context, Exports.customers(new DateRange(day, day), BERLIN)))
                .hasSize(2);
        assertThat(csv(context, Exports.customers(new DateRange(day.plusDays(1), day.plusDays(1)), BERLIN)))
                .hasSize(1);
        ZoneId farEast = ZoneId.of("Pacific/Kiritimati");
        assertThat(csv(context, Exports.customers(new DateRange(day, day), farEast)))
                .as("it is the next day there already")
                .hasSize(1);
    }

    @Test
    void aTextIsNeverAFormula() throws IOException {
        CallContext context = billing.newTenant("Europe/Berlin");
        for (String name : List.of("=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)")) {
            billing.customers.create(context, CustomerFields.of(name, null, null, null, null, "EUR", null));
        }

        List<String> lines = csv(context, Exports.customers(MARCH, BERLIN));
        assertThat(lines.subList(1, 5)).allMatch(line -> line.startsWith("'") || line.startsWith("\"'"));

        String sheet = xlsx(context, Exports.customers(MARCH, BERLIN)).get("xl/worksheets/sheet1.xml");
        assertThat(sheet).contains("=HYPERLINK").doesNotContain("<f>").contains("inlineStr");
    }

    @Test
    void aWorkbookHasNumbersAndDates() throws IOException {
        CallContext context = billing.newTenant("Europe/Berlin");
        billing.issued(context);

        Map<String, String> file = xlsx(context, Exports.invoices(MARCH));

        String sheet = file.get("xl/worksheets/sheet1.xml");
        assertThat(sheet).containsPattern("<c r=\"I2\"[^>]*><v>1200.00</v></c>");
        // days since 1899-12-30, as spreadsheets count
        assertThat(sheet).containsPattern("<c r=\"D2\"[^>]*><v>46096(\\.0)?</v></c>");
        assertThat(file.get("xl/styles.xml")).contains("#,##0.00", "yyyy-mm-dd");
    }

    @Test
    void whatDoesNotFitOnOneSheetGoesOnOnTheNext() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XlsxTable table = new XlsxTable(bytes, "numbers", BERLIN, 3);
        table.header(List.of("number"));
        for (int row = 1; row <= 5; row++) {
            table.row(List.of(BigDecimal.valueOf(row)));
        }
        table.end();

        Map<String, String> file = unzip(bytes.toByteArray());
        assertThat(file)
                .containsKeys("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml");
        assertThat(file.get("xl/worksheets/sheet3.xml")).contains("<v>5</v>");
    }

    /** In pages of 2,000 rows; as many rows in all as {@code -Dstoa.rows} says. */
    @Test
    void manyRowsAreWrittenAsTheyAreRead() throws IOException {
        CallContext context = billing.newTenant("Europe/Berlin");
        Customer customer = billing.customer(context);
        UUID tenant = context.requireTenant();
        billing.database.write(context, SqlMapper.class, (mapper, transaction) -> {
            mapper.execute(
                    """
                    INSERT INTO billing.payment (tenant_id, id, customer_id, currency, amount, provider, external_reference,
                        test, received_at, created_at)
                    SELECT '%s', gen_random_uuid(), '%s', 'EUR', n, 'bulk', 'bulk ' || n, false,
                        timestamptz '2026-03-02' + (n / 10) * interval '1 second', now()
                    FROM generate_series(1, %s) n"""
                            .formatted(tenant, customer.id(), ROWS));
            return null;
        });

        for (boolean workbook : List.of(false, true)) {
            Measured file = new Measured();
            TableWriter table = workbook ? new XlsxTable(file, "payments", BERLIN) : new CsvTable(file);
            Counted counted = new Counted(table);
            exports.write(context, Exports.payments(MARCH, BERLIN), counted);
            counted.end();

            assertThat(counted.rows).isEqualTo(ROWS);
            assertThat(counted.sum).isEqualByComparingTo(BigDecimal.valueOf(ROWS * (ROWS + 1L) / 2));
            assertThat(file.bytesBeforeTheEnd).as("written while it was read").isGreaterThan(ROWS * 10L);
        }
    }

    private static List<String> csv(CallContext context, Export<?> export) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvTable table = new CsvTable(bytes);
        exports.write(context, export, table);
        table.end();
        return Arrays.asList(bytes.toString(StandardCharsets.UTF_8).split("\r\n"));
    }

    private static Map<String, String> xlsx(CallContext context, Export<?> export) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XlsxTable table = new XlsxTable(bytes, export.name(), BERLIN);
        exports.write(context, export, table);
        table.end();
        return unzip(bytes.toByteArray());
    }

    /** By the directory at its end, as spreadsheets read it. */
    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> entries = new HashMap<>();
        Path file = Files.write(Files.createTempFile("workbook", ".xlsx"), bytes);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } finally {
            Files.delete(file);
        }
        return entries;
    }

    /** Counts and forgets. */
    private static final class Measured extends OutputStream {
        private long bytesBeforeTheEnd;

        @Override
        public void write(int b) {
            bytesBeforeTheEnd++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytesBeforeTheEnd += len;
        }
    }

    /** Adds up the amounts that pass. */
    private static final class Counted implements TableWriter {
        private static final int AMOUNT = 3;
        private final TableWriter table;
        private int rows;
        private BigDecimal sum = BigDecimal.ZERO;

        private Counted(TableWriter table) {
            this.table = table;
        }

        @Override
        public void header(List<String> names) throws IOException {
            table.header(names);
        }

        @Override
        public void row(List<Object> cells) throws IOException {
            rows++;
            sum = sum.add((BigDecimal) cells.get(AMOUNT));
            table.row(cells);
        }

        @Override
        public void end() throws IOException {
            table.end();
        }
    }
}
