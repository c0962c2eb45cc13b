package org.stoa.metadata;

import org.stoa.api.rest.ProblemCode;

/** Failures of this bundle that clients can rely on. */
public enum MetadataProblem implements ProblemCode {
    SCHEMA_INVALID("schema-invalid", 400, "Schema not valid", "The schema cannot be used; errors names every place."),
    DATA_INVALID(
            "data-invalid",
            400,
            "Data does not fit its schema",
            "The data does not fit its schema; errors names every place."),
    SCHEMA_UNKNOWN(
            "schema-unknown",
            400,
            "No schema",
            "There is no active schema for entities of type {0} and subtype {1}. Activate one first, or name another subtype."),
    SCHEMA_NOT_DRAFT(
            "schema-not-draft", 409, "Not a draft", "Only a draft can be changed. Make a new draft of this schema."),
    SCHEMA_DRAFT_EXISTS(
            "schema-draft-exists",
            409,
            "There is a draft already",
            "Somebody has already begun a new version of {0}/{1}. Continue with that draft, or delete it first."),
    DATA_DOES_NOT_FIT(
            "data-does-not-fit",
            409,
            "Existing data does not fit",
            "{0} of {1} existing entities do not fit the new version. See the check for where; activate with force=true to let them stay as they are until they are written again."),
    VALUE_TAKEN("value-taken", 409, "Value already taken", "Another entity has the same value: {0}."),
    STATUS_UNKNOWN("status-unknown", 400, "Unknown status", "The status {0} is none of {1}."),
    FIELD_IN_USE("field-in-use", 409, "Field in use", "{0}"),
    QUOTA_EXCEEDED("quota-exceeded", 409, "Quota used up", "No more than {2} of {0}/{1} can be made until {3}."),
    QUOTA_SETTING_INVALID(
            "quota-setting-invalid",
            409,
            "Limit not readable",
            "The setting {0} limits how many may be made, but it is no whole number of at least 0. Correct or delete it, or"
                    + " ask somebody who may."),
    BUSY("metadata-busy", 503, "Changing", "What entities look like is being changed. Try again shortly."),
    EXPRESSION_INVALID("expression-invalid", 400, "Expression not valid", "The expression cannot be used: {0}"),

    // categories and tags
    OF_THE_PLATFORM(
            "of-the-platform",
            409,
            "Belongs to the platform",
            "This {0} belongs to the platform and is the same for all. Make one of your own {1} to replace it."),
    CATEGORY_CYCLE(
            "category-cycle",
            409,
            "Categories in a circle",
            "A category cannot be below itself: the new parent is one of its own descendants."),
    CATEGORY_TOO_DEEP(
            "category-too-deep", 409, "Too many levels", "There may be at most {0} levels below the category {1}."),
    CATEGORY_IN_USE(
            "category-in-use",
            409,
            "Category in use",
            "There are {0} categories below it and {1} entities in it. Repeat with force=true to move those categories"
                    + " up and to take the entities out of it."),
    CATEGORY_NOT_FOR_ENTITY("category-not-for-entity", 409, "Category not for this entity", "The category {0} {1}."),
    TAG_SET_IN_USE(
            "tag-set-in-use",
            409,
            "Tag set in use",
            "{0} entities have tags of this set. Repeat with force=true to take the tags from them."),
    TAG_IN_USE(
            "tag-in-use",
            409,
            "Tag in use",
            "{0} entities have this tag. Repeat with force=true to take it from them."),
    TOO_MANY("too-many", 409, "Too many", "There may be at most {0} {1}."),

    // forms
    FORM_INVALID("form-invalid", 400, "Form not valid", "The form cannot be used; errors names every place."),
    FORM_EXISTS(
            "form-exists",
            409,
            "There is a form already",
            "There is a form of the type {0} for {1}/{2} already. Change that one, or delete it first."),
    FORM_OUTDATED(
            "form-outdated",
            409,
            "Form no longer fits",
            "The form {0} no longer fits the schema of its entities; errors names every place. Change or delete it."),

    // industries
    INDUSTRY_MODULES_MISSING(
            "industry-modules-missing", 409, "Modules missing", "Enable these modules for the tenant first: {0}."),
    INDUSTRY_INSTALLED(
            "industry-installed",
            409,
            "Already installed",
            "Version {0} of this industry is installed. Upgrade it instead."),
    INDUSTRY_BUSY(
            "industry-busy",
            409,
            "Being worked on",
            "Somebody is installing, upgrading or removing this industry right now. Try again when that is done."),
    INDUSTRY_LOCKED(
            "industry-locked",
            409,
            "Kept by the industry",
            "The industry {0} does not let you change this: {1}. Uninstall it, or leave these places as they are.");

    private final String code;
    private final int status;
    private final String title;
    private final String detail;

    MetadataProblem(String code, int status, String title, String detail) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }
}
