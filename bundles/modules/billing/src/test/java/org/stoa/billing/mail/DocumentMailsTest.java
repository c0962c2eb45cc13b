package org.stoa.billing.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.DunningLevelReached;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.document.Delivery;
import org.stoa.billing.dunning.DunningLevel;
import org.stoa.billing.dunning.DunningLevels;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.billing.invoice.ItemFields;
import org.stoa.billing.setting.SettingFields;

class DocumentMailsTest {
    private static BillingFixture billing;

    private final List<MailOrdered> mails = new CopyOnWriteArrayList<>();
    private CallContext context;

    @BeforeAll
    static void start() {
        billing = new BillingFixture();
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void newTenant() {
        billing.clock.set("2026-03-15T10:00:00Z");
        deliver();
        mails.clear();
        context = billing.newTenant("UTC");
    }

    /** Takes the place of whoever sends mails. */
    private final class Outbox implements DomainEventListener<MailOrdered> {
        @Override
        public String name() {
            return "test.mails";
        }

        @Override
        public String eventType() {
            return "mail.MailOrdered";
        }

        @Override
        public Class<MailOrdered> payloadType() {
            return MailOrdered.class;
        }

        @Override
        public void on(DomainEvent<MailOrdered> event) {
            mails.add(event.payload());
        }
    }

    private void deliver() {
        billing.databases.deliverEvents(
                new InvoiceMailer(billing.services.mails),
                new CreditNoteMailer(billing.services.mails),
                new ReminderMailer(billing.services.mails));
        billing.databases.deliverEvents(billing.services.listeners());
        billing.databases.deliverEvents(new ReminderMailer(billing.services.mails));
        billing.databases.deliverEvents(new Outbox());
    }

    private Customer customer(String email, String language) {
        return billing.customers.create(
                context,
                new CustomerFields("Jörg Müller", email, null, null, null, "EUR", null, language, null, null, null));
    }

    private Invoice issue(Customer customer) {
        ItemFields item = ItemFields.of("Work", BigDecimal.ONE, Money.of("1234.50", "EUR"), BigDecimal.ZERO);
        Invoice draft =
                billing.invoices.create(context, new InvoiceFields(customer.id(), null, null, null, List.of(item)));
        return billing.lifecycle.issue(context, draft.id(), null);
    }

    private static String pdf(MailOrdered mail) {
        return new String(mail.attachments().get(0).content(), 0, 5, StandardCharsets.ISO_8859_1);
    }

    @Test
    void customerGetsTheInvoiceWithItsPdfOnce() {
        Invoice invoice = issue(customer("joerg@client.example", "de"));
        deliver();
        billing.services.mails.send(context, invoice.id(), invoice.customerId());
        deliver();

        assertThat(mails).hasSize(1);
        MailOrdered mail = mails.get(0);
        assertThat(mail.to()).isEqualTo("joerg@client.example");
        assertThat(mail.subject()).startsWith("Rechnung " + invoice.number() + " von ");
        assertThat(mail.text()).startsWith("Guten Tag,\n\nanbei").contains("1.234,50\u00a0€", "14. April 2026");
        assertThat(mail.attachments().get(0).name()).isEqualTo(invoice.number() + ".pdf");
        assertThat(pdf(mail)).isEqualTo("%PDF-");
    }

    @Test
    void creditNoteIsSentToo() {
        Invoice invoice = issue(customer("a@client.example", "en"));
        billing.creditNotes.credit(context, invoice.id(), new CreditFields("Goodwill", null));
        deliver();

        assertThat(mails).extracting(MailOrdered::subject).anyMatch(subject -> subject.startsWith("Credit note CN-"));
        assertThat(mails)
                .filteredOn(mail -> mail.subject().startsWith("Credit"))
                .noneMatch(mail -> mail.text().contains("pay"));
    }

    @Test
    void addressOfTheDeliveryComesFirst() {
        Customer customer = customer("a@client.example", null);
        billing.services.stationery.put(
                context, customer.id(), new Delivery(null, null, "accounting@client.example", null));
        issue(customer);
        deliver();

        assertThat(mails).extracting(MailOrdered::to).containsExactly("accounting@client.example");
    }

    @Test
    void nothingIsSentWithoutAddressOrWhereItIsSwitchedOff() {
        issue(customer(null, null));
        deliver();
        assertThat(mails).isEmpty();

        billing.services.settings.put(context, new SettingFields(null, null, null, null, null, false, null));
        issue(customer("a@client.example", null));
        deliver();
        assertThat(mails).isEmpty();
    }

    @Test
    void reminderHasTheTextOfItsLevel() {
        billing.services.settings.put(
                context, new SettingFields(null, null, null, null, new BigDecimal("9"), false, null));
        billing.services.dunning.putLevels(
                context, new DunningLevels(List.of(new DunningLevel(7, Money.of("5", "EUR"), "Bitte zahlen!"))));
        Invoice invoice = issue(customer("a@client.example", "de"));
        billing.moveTo("2026-04-22T00:00:00Z");
        deliver();
        deliver();

        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).subject()).startsWith("Mahnung: Rechnung " + invoice.number());
        assertThat(mails.get(0).text())
                .startsWith("Bitte zahlen!\n\nVon der Rechnung " + invoice.number())
                .contains("5,00\u00a0€", "Zinsen seitdem: 2,44\u00a0€");
        assertThat(pdf(mails.get(0))).isEqualTo("%PDF-");
    }

    @Test
    void remindersCanBeSwitchedOff() {
        billing.services.settings.put(context, new SettingFields(null, null, null, null, null, null, false));
        Invoice invoice = issue(customer("a@client.example", null));
        Money nothing = Money.of("0", "EUR");
        UUID customer = invoice.customerId();
        billing.services.mails.remind(
                context,
                new DunningLevelReached(
                        invoice.id(),
                        invoice.number(),
                        customer,
                        1,
                        invoice.dueDate(),
                        nothing,
                        nothing,
                        nothing,
                        "x"));
        billing.databases.deliverEvents(new Outbox());

        assertThat(mails).isEmpty();
    }
}
