package org.stoa.hello;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.ShippedRole;

/** What the hello module says of itself to the platform. */
@Component
public final class HelloModule implements ModuleDefinition {
    static final String READ = "tenant.hello.read";
    static final String WRITE = "tenant.hello.write";

    private final GreetingService greetings;

    @Activate
    public HelloModule(@Reference GreetingService greetings) {
        this.greetings = greetings;
    }

    @Override
    public String id() {
        return "hello";
    }

    @Override
    public String name() {
        return "Hello";
    }

    @Override
    public String description() {
        return "Greetings that the people of a tenant leave for one another.";
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of(
                PermissionDefinition.of(READ, "Read greetings", ShippedRole.USER),
                PermissionDefinition.of(WRITE, "Post, change and delete greetings"));
    }

    @Override
    public void seed(CallContext context) {
        greetings.postWelcome(context);
    }
}
