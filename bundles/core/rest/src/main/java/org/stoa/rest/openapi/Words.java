package org.stoa.rest.openapi;

import java.util.Locale;

/** Names of Java in the words of people. */
final class Words {

    private Words() {}

    /** {@code listOpenInvoices} becomes {@code List open invoices}. */
    static String sentence(String name) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i == 0) {
                sentence.append(Character.toUpperCase(c));
            } else if (Character.isUpperCase(c)) {
                sentence.append(' ').append(Character.toLowerCase(c));
            } else {
                sentence.append(c);
            }
        }
        return sentence.toString();
    }

    /** {@code Invoice} becomes {@code invoice}. */
    static String decapitalized(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
