package org.stoa.shell;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.security.ShippedRole;
import org.stoa.api.security.ShippedRole.Level;

/** The roles that every tenant has; roles of its own can be typed. */
@Service
public final class RoleCompleter extends WordCompleter {

    @Override
    List<String> words(List<String> arguments) {
        return Arrays.stream(ShippedRole.values())
                .filter(role -> role.level() == Level.TENANT || role.level() == Level.USER)
                .map(ShippedRole::title)
                .map(RoleCompleter::quoted)
                .toList();
    }

    private static String quoted(String title) {
        return title.contains(" ") ? "\"" + title + "\"" : title;
    }
}
