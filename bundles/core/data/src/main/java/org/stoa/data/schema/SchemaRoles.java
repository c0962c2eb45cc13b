package org.stoa.data.schema;

/**
 * Who may do what in the schema of a bundle.
 *
 * @param works the role that works in it
 * @param owns the role that it belongs to and that runs its migrations; null when that is the owner of the database
 * @param owner name of the role that it belongs to
 * @param platform name of the role that works across tenants
 */
record SchemaRoles(BundleSchema schema, DatabaseRole works, DatabaseRole owns, String owner, String platform) {}
