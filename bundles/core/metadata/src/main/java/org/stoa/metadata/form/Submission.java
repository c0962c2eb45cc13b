package org.stoa.metadata.form;

import org.stoa.api.data.Json;
import org.stoa.metadata.entity.Entity;

/**
 * What a submission has led to.
 *
 * @param data what was understood: without fields that are hidden, with those that are computed
 * @param entity that was created or changed; null when only a step was checked, and for a search
 * @param search of a search, path and query of the operation that finds; else null
 * @param redirectUrl where to go, or null
 */
public record Submission(Json data, Entity entity, String search, String redirectUrl) {}
