package org.stoa.metadata.entity;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Words as they are typed by those who have no other letters on their keyboard: {@code Strasse}, {@code Amelie}. */
final class FoldedWords {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private FoldedWords() {}

    /** The text, followed by those words of name and text that are written differently without accents. */
    static String added(String name, String text) {
        StringBuilder words = new StringBuilder(text);
        for (String word : SPACE.split(name + " " + text)) {
            String folded = fold(word);
            if (!folded.equals(word)) {
                words.append(' ').append(folded);
            }
        }
        return words.toString();
    }

    private static String fold(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace("\u00df", "ss")
                .replace("\u00f8", "o")
                .replace("\u0142", "l")
                .replace("\u0141", "L")
                .replace("\u00e6", "ae");
    }
}
