package org.stoa.access.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts together the texts of mails, in English and German. */
final class MailTexts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final String publicUrl;

    /** @param publicUrl where people reach the platform, such as {@code https://example.com} */
    MailTexts(String publicUrl) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    MailMessage compose(MailRequested mail, String token) {
        ResourceBundle texts = texts(mail.language());
        Map<String, String> values = new HashMap<>(mail.values());
        values.put("email", mail.to());
        values.put("token", token);
        // behind the hash, where it reaches neither the log of a server nor a Referer header
        values.put("link", publicUrl + "/" + mail.template().key() + "#token=" + token);
        String key = mail.template().key();
        return new MailMessage(
                mail.to(),
                fill(texts.getString(key + ".subject"), values),
                fill(texts.getString(key + ".text") + texts.getString("signature"), values));
    }

    /** Values come from people: what they wrote must not look like lines of ours. */
    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = values.getOrDefault(found.group(1), "");
            return Matcher.quoteReplacement(CONTROL.matcher(value).replaceAll(" "));
        });
    }

    private static ResourceBundle texts(String language) {
        Locale locale = language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
        Locale known = locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ROOT;
        return ResourceBundle.getBundle(
                "org.stoa.access.mail.Mails",
                known,
                MailTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
