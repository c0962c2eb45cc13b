package org.stoa.shell;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.stoa.api.rest.ProblemException;

/** Completes a word from a list that is fetched when it is asked for. */
abstract class WordCompleter implements Completer {

    /**
     * The words that fit.
     *
     * @param arguments what stands before the word, without options: the command itself first
     */
    abstract List<String> words(List<String> arguments);

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        String[] all = commandLine.getArguments();
        int before = Math.min(Math.max(commandLine.getCursorArgumentIndex(), 0), all.length);
        List<String> arguments = Arrays.stream(all, 0, before)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        return new StringsCompleter(wordsOrNone(arguments)).complete(session, commandLine, candidates);
    }

    /** Completion is a convenience: a database that is away must not fill the line with errors. */
    private List<String> wordsOrNone(List<String> arguments) {
        try {
            return words(arguments);
        } catch (ProblemException e) {
            return List.of();
        }
    }
}
