package org.stoa.access.mail;

import jakarta.activation.CommandInfo;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;
import org.eclipse.angus.mail.handlers.multipart_mixed;

/**
 * Names what writes a mail of several parts, by its class. The mail library finds it by a service and a file on its class
 * path, of which there is neither between bundles of OSGi; texts and files are written without.
 */
final class MultipartCommands extends CommandMap {

    @Override
    public DataContentHandler createDataContentHandler(String mediaType) {
        return new multipart_mixed();
    }

    @Override
    public CommandInfo[] getPreferredCommands(String mediaType) {
        return new CommandInfo[0];
    }

    @Override
    public CommandInfo[] getAllCommands(String mediaType) {
        return new CommandInfo[0];
    }

    @Override
    public CommandInfo getCommand(String mediaType, String name) {
        return null;
    }
}
