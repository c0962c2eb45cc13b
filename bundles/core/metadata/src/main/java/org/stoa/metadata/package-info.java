/** What a tenant's data looks like: schemas, fields, forms, categories, and the entities that follow them. */
package org.stoa.metadata;
