package org.stoa.api.platform;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.industry.IndustryTemplate;

/** Looks at the industry template of a module before its bundle is wired. */
@ProviderType
public interface IndustryInspection {

    /**
     * What would keep a template from being offered to tenants, each fault by itself.
     *
     * @param template created for this inspection only: nothing of it is kept
     */
    Result inspect(String moduleId, IndustryTemplate template);

    /**
     * What was found.
     *
     * @param violations why the module is refused; their subject is the class of the template
     * @param warnings what an operator should know, in sentences
     */
    record Result(List<RuleViolation> violations, List<String> warnings) {

        public Result {
            violations = List.copyOf(violations);
            warnings = List.copyOf(warnings);
        }
    }
}
