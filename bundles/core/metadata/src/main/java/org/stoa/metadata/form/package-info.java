/**
 * Forms: what people fill in to create, change or find an entity, made of its schema, the tenant's custom fields and a
 * template.
 */
package org.stoa.metadata.form;
