package org.stoa.api.industry;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The template of an industry, offered by a module as a DS component. A tenant that has the module enabled may install
 * it: each item becomes a row of the tenant's, which it may change within what the template allows, and which a later
 * version of the template is merged into. It is created and asked before its module runs, and refused with it when
 * something is wrong: it only returns what is known beforehand.
 */
@ConsumerType
public interface IndustryTemplate {

    /** Id of the module that brings it. */
    String code();

    /** Version of the content, three numbers such as {@code 1.2.0}; another content is another version. */
    String version();

    /**
     * The content, a JSON object. Texts for people are objects of language to text. Members, all but the first optional:
     *
     * <ul>
     *   <li>{@code name}, {@code description}: texts
     *   <li>{@code entitySchemas}: definitions as {@code POST /schemas} takes them
     *   <li>{@code categoryTree}: categories as {@code POST /categories} takes them, with a slug, without a parent, with
     *       those below in {@code children}
     *   <li>{@code tagSets}: sets as {@code POST /tag-sets} takes them, with {@code tags}: {@code [{slug, label}]}
     *   <li>{@code formTemplates}: forms as {@code POST /forms} takes them
     *   <li>{@code workflowTemplates}: objects with a unique {@code name}
     *   <li>{@code defaultSettings}: setting to value
     *   <li>{@code requiredModules}: ids of modules that must be enabled before
     *   <li>{@code recommendedFeatures}: names of features worth switching on
     *   <li>{@code validationRules}: rules as in schemas, each with an {@code entityType} and perhaps an
     *       {@code entitySubtype}, that are added to the schemas of the template
     *   <li>{@code customizationRules}: what a tenant may not change, as {@code {"schemas": {"profile/child_model":
     *       {"locked": ["/visibility"]}}}}; also {@code categories}, {@code tagSets}, {@code tags}, {@code forms} and
     *       {@code workflows}, each by slug, name or key. In a list, elements with a name, key, slug
     *       or id stand under that instead of their number: {@code /validationRules/guardian-consent}. The empty pointer
     *       locks all
     * </ul>
     */
    String content();
}
