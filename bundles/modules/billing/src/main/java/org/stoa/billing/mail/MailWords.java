package org.stoa.billing.mail;

import org.stoa.api.mail.MailOrdered;
import org.stoa.billing.DunningLevelReached;
import org.stoa.billing.document.Paper;
import org.stoa.billing.document.pdf.Words;

/** What a mail about a document says, in the language of the document. */
record MailWords(String subject, String text) {

    static MailWords document(Paper paper) {
        Words words = new Words(paper.locale());
        String seller = paper.seller().name();
        String kind = paper.kind().name();
        String gross = words.money(paper.totals().gross());
        StringBuilder text = new StringBuilder(words.of("mail.greeting")).append("\n\n");
        text.append(words.of("mail.text." + kind, paper.number(), gross));
        if (paper.kind() == Paper.Kind.INVOICE && paper.totals().due().amount().signum() > 0) {
            text.append(' ')
                    .append(words.of("mail.due", words.money(paper.totals().due()), words.date(paper.dueDate())));
        }
        text.append("\n\n").append(seller);
        return new MailWords(
                MailOrdered.line(words.of("mail.subject." + kind, paper.number(), seller)), text.toString());
    }

    static MailWords reminder(Paper paper, DunningLevelReached reached) {
        Words words = new Words(paper.locale());
        String seller = paper.seller().name();
        StringBuilder text = new StringBuilder(reached.text()).append("\n\n");
        text.append(words.of(
                "mail.open",
                reached.number(),
                words.date(paper.issueDate()),
                words.money(reached.balance()),
                words.date(paper.dueDate())));
        if (reached.fee().amount().signum() > 0) {
            text.append('\n').append(words.of("mail.fee", words.money(reached.fee())));
        }
        if (reached.interest().amount().signum() > 0) {
            text.append('\n').append(words.of("mail.interest", words.money(reached.interest())));
        }
        text.append("\n\n").append(seller);
        return new MailWords(MailOrdered.line(words.of("mail.reminder", reached.number(), seller)), text.toString());
    }
}
