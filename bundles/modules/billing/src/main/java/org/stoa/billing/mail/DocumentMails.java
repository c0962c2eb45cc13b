package org.stoa.billing.mail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.mail.MailOrdered;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.billing.DunningLevelReached;
import org.stoa.billing.customer.CustomerService;
import org.stoa.billing.document.Delivery;
import org.stoa.billing.document.DocumentProblem;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.Papers;
import org.stoa.billing.document.Stationery;
import org.stoa.billing.document.pdf.PaperPdf;
import org.stoa.billing.setting.SettingFields;
import org.stoa.billing.setting.Settings;

/**
 * Orders the mails about documents: each once, with the PDF, to the address that the customer has then; none to a customer
 * without. The PDF is laid out before the transaction begins.
 */
@Component(service = DocumentMails.class)
public final class DocumentMails {
    private static final int DOCUMENT = 0;

    private final Database database;
    private final Settings settings;
    private final CustomerService customers;
    private final Stationery stationery;
    private final Papers papers;
    private final TenantClock clock;
    private final PaperPdf pdf = new PaperPdf();

    interface Mapper {
        @Select(
                """
                SELECT EXISTS (
                    SELECT FROM billing.document_mail WHERE invoice_id = #{invoiceId} AND level = #{level})""")
        boolean isOrdered(@Param("invoiceId") UUID invoiceId, @Param("level") int level);

        /** Does nothing and returns 0 when it was ordered before. */
        @Insert(
                """
                INSERT INTO billing.document_mail (tenant_id, invoice_id, level, address, ordered_at)
                VALUES (#{tenantId}, #{invoiceId}, #{level}, #{address}, #{now})
                ON CONFLICT DO NOTHING""")
        int insert(
                @Param("tenantId") UUID tenantId,
                @Param("invoiceId") UUID invoiceId,
                @Param("level") int level,
                @Param("address") String address,
                @Param("now") Instant now);
    }

    @Activate
    public DocumentMails(
            @Reference Database database,
            @Reference Settings settings,
            @Reference CustomerService customers,
            @Reference Stationery stationery,
            @Reference Papers papers,
            @Reference TenantClock clock) {
        this.database = database;
        this.settings = settings;
        this.customers = customers;
        this.stationery = stationery;
        this.papers = papers;
        this.clock = clock;
    }

    /** Sends an invoice or a credit note that was issued. */
    public void send(CallContext context, UUID invoiceId, UUID customerId) {
        if (settings.get(context).mailDocuments()) {
            order(context, invoiceId, customerId, DOCUMENT, MailWords::document);
        }
    }

    /** Sends a reminder with the text of its level. */
    public void remind(CallContext context, DunningLevelReached reached) {
        SettingFields fields = settings.get(context);
        if (fields.mailReminders()) {
            order(
                    context,
                    reached.invoiceId(),
                    reached.customerId(),
                    reached.level(),
                    paper -> MailWords.reminder(paper, reached));
        }
    }

    private void order(
            CallContext context, UUID invoiceId, UUID customerId, int level, Function<Paper, MailWords> words) {
        String address = address(context, customerId);
        if (address == null || database.read(context, Mapper.class, mapper -> mapper.isOrdered(invoiceId, level))) {
            return;
        }
        Paper paper = papers.of(context, invoiceId);
        MailWords text = words.apply(paper);
        MailOrdered mail = new MailOrdered(null, address, text.subject(), text.text(), attachments(paper));
        Instant now = clock.now(context);
        database.write(context, Mapper.class, (mapper, transaction) -> {
            if (mapper.insert(context.requireTenant(), invoiceId, level, address, now) == 1) {
                transaction.publish(mail);
            }
            return true;
        });
    }

    private String address(CallContext context, UUID customerId) {
        Delivery delivery = stationery.delivery(context, customerId);
        String address =
                delivery.email() == null ? customers.get(context, customerId).email() : delivery.email();
        return MailOrdered.isAddress(address) ? address : null;
    }

    /** None for what is too large to be laid out: the customer is told all the same. */
    private List<MailOrdered.Attachment> attachments(Paper paper) {
        try {
            byte[] content = pdf.render(paper);
            return content.length > MailOrdered.MAX_ATTACHED_BYTES
                    ? List.of()
                    : List.of(new MailOrdered.Attachment(paper.fileName() + ".pdf", "application/pdf", content));
        } catch (ProblemException e) {
            if (e.code() == DocumentProblem.DOCUMENT_TOO_LARGE) {
                return List.of();
            }
            throw e;
        }
    }
}
