package org.stoa.api.industry;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;

/**
 * A module that brings an industry and nothing else. A subclass says that it is a component of both kinds:
 *
 * <pre>{@code
 * @Component(service = {ModuleDefinition.class, IndustryTemplate.class})
 * public final class PetsIndustry extends IndustryModule {
 *     public PetsIndustry() {
 *         super("pets", "1.0.0", "Pets", "Agencies for animals: pet models and those who care for them.");
 *     }
 * }
 * }</pre>
 *
 * <p>The content lies beside it, in {@code industry.json}; see {@link IndustryFiles}.
 */
@ConsumerType
public abstract class IndustryModule implements ModuleDefinition, IndustryTemplate {

    private final String id;
    private final String version;
    private final String name;
    private final String description;

    /**
     * Says what it is.
     *
     * @param id of the module and of the industry
     * @param version of the content
     * @param name for people
     * @param description in one sentence
     */
    protected IndustryModule(String id, String version, String name, String description) {
        this.id = id;
        this.version = version;
        this.name = name;
        this.description = description;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String code() {
        return id;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public List<PermissionDefinition> permissions() {
        return List.of();
    }

    @Override
    public final String content() {
        return IndustryFiles.read(getClass());
    }
}
