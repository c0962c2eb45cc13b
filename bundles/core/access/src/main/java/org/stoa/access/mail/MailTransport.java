package org.stoa.access.mail;

/** A way for mails to leave the platform. */
interface MailTransport {

    /**
     * Hands a mail over.
     *
     * @throws MailException when it was not taken; trying again later may help, unless it says otherwise
     */
    void send(MailMessage message);
}
