package org.stoa.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleRegistry;

/** Ids of the installed modules. */
@Service
public final class ModuleCompleter extends WordCompleter {

    @Reference
    ModuleRegistry registry;

    @Override
    List<String> words(List<String> arguments) {
        return registry.installed().stream().map(InstalledModule::id).distinct().toList();
    }
}
