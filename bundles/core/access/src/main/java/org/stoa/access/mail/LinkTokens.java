package org.stoa.access.mail;

import java.util.Optional;
import java.util.Set;

/**
 * Makes the secret of a mail's link at the moment of sending, so that it is stored nowhere but as a digest. Register it
 * as a service.
 */
public interface LinkTokens {

    /** The mails it makes tokens for. */
    Set<MailTemplate> templates();

    /**
     * A new token for the link of {@code mail}, after which those of earlier deliveries may cease to work.
     *
     * @return empty when the mail is pointless by now, or always was: nothing is sent then
     */
    Optional<String> issue(MailRequested mail);
}
