package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.SettingService;
import org.stoa.metadata.Documents;

/** Settings of the tenant, by key. */
@Component(service = SettingPart.class)
public final class SettingPart implements TemplatePart {

    private static final String MEMBER = "defaultSettings";

    private final SettingService settings;

    @Activate
    public SettingPart(@Reference SettingService settings) {
        this.settings = settings;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.SETTING;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        template.path(MEMBER).properties().forEach(setting -> {
            if (setting.getValue().isNull()) {
                faults.add(MEMBER + "/" + setting.getKey(), "must not be null");
            }
            items.put(setting.getKey(), setting.getValue());
        });
        return items;
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        Map<String, Object> all = settings.all(context);
        Map<String, JsonNode> found = new LinkedHashMap<>();
        keys.stream().filter(all::containsKey).forEach(key -> found.put(key, Documents.tree(all.get(key))));
        return found;
    }

    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        Expected.require(expected, read(context, Set.of(key)).get(key));
        settings.set(context, key, Documents.plain(document));
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        Expected.require(expected, read(context, Set.of(key)).get(key));
        settings.remove(context, key);
    }
}
