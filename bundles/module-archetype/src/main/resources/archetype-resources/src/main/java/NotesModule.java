package ${package};

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.ShippedRole;

/** What the module says of itself to the platform. */
@Component
public final class NotesModule implements ModuleDefinition {
    static final String READ = "tenant.${id}.read";
    static final String WRITE = "tenant.${id}.write";

    private final NoteService notes;

    @Activate
    public NotesModule(@Reference NoteService notes) {
        this.notes = notes;
    }

    @Override
    public String id() {
        return "${id}";
    }

    @Override
    public String name() {
        return "${id}";
    }

    @Override
    public String description() {
        return "Notes that the people of a tenant leave for one another.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(
                PermissionDefinition.of(READ, "Read notes", ShippedRole.USER),
                PermissionDefinition.of(WRITE, "Write and delete notes"));
    }

    @Override
    public void seed(CallContext context) {
        notes.writeFirst(context);
    }
}
