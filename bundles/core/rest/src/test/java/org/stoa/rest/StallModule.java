package org.stoa.rest;

import java.util.List;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/** A module with one permission to read. */
record StallModule(String id) implements ModuleDefinition {

    @Override
    public String name() {
        return "Stall";
    }

    @Override
    public String description() {
        return "Sells one thing.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(PermissionDefinition.of("tenant.stall.read", "Look at the stall"));
    }
}
