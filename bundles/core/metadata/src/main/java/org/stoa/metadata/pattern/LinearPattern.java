package org.stoa.metadata.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in the syntax of JSON Schema (ECMA-262 with Unicode), run by RE2, which never tries a way twice.
 * What RE2 cannot do is refused: look-around and back-references.
 */
public final class LinearPattern {
    /** Characters of a pattern, at most. */
    public static final int MAXIMUM_LENGTH = 1000;

    /** Steps of the program a pattern becomes, at most; repetition multiplies what it repeats. */
    public static final int MAXIMUM_SIZE = 2000;

    private final String source;
    private final Pattern pattern;

    private LinearPattern(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    /** @throws PatternException for a pattern that is not valid, too large or not linear */
    public static LinearPattern compile(String source) {
        if (source.length() > MAXIMUM_LENGTH) {
            throw new PatternException("must have at most " + MAXIMUM_LENGTH + " characters");
        }
        String translated = new PatternTranslator(source).translate();
        try {
            return new LinearPattern(source, Pattern.compile(translated));
        } catch (PatternSyntaxException e) {
            throw new PatternException(e.getDescription());
        }
    }

    /** Whether the pattern occurs anywhere in the text. */
    public boolean find(String text) {
        return pattern.matcher(text).find();
    }

    /** How much work it is to look through this many characters, in steps of some ten nanoseconds at worst. */
    public long effort(long characters) {
        return (characters + 1) * pattern.programSize();
    }

    /** As it was written. */
    public String source() {
        return source;
    }
}
