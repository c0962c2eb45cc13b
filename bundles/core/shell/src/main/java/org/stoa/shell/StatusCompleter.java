package org.stoa.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.tenant.TenantStatus;

/** Status of a tenant. */
@Service
public final class StatusCompleter extends WordCompleter {

    private static final List<String> WORDS =
            Arrays.stream(TenantStatus.values()).map(Enum::name).toList();

    @Override
    List<String> words(List<String> arguments) {
        return WORDS;
    }

    /** Reads a status in any case of letters. */
    static TenantStatus parse(String text) throws CommandException {
        String name = text.toUpperCase(Locale.ROOT);
        if (!WORDS.contains(name)) {
            throw PlatformCommand.refused(
                    "'" + text + "' is not a status: use one of " + String.join(", ", WORDS) + ".");
        }
        return TenantStatus.valueOf(name);
    }
}
