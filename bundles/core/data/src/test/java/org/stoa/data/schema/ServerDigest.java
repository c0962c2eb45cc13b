package org.stoa.data.schema;

import java.util.List;
import org.stoa.data.DatabaseFixture;

/** Everything the catalogue of a server says that a module could leave behind. */
final class ServerDigest {

    private static final String EVERYTHING =
            """
            SELECT 'database ' || datname FROM pg_database
            UNION ALL SELECT concat_ws(' ', 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
                rolbypassrls, rolconnlimit, rolconfig) FROM pg_roles
            UNION ALL SELECT concat_ws(' ', 'member', roleid::regrole, member::regrole) FROM pg_auth_members
            UNION ALL SELECT concat_ws(' ', 'schema', nspname, nspowner::regrole, nspacl) FROM pg_namespace
            UNION ALL SELECT concat_ws(' ', 'relation', oid::regclass, relowner::regrole, relacl, relrowsecurity,
                relforcerowsecurity, reloptions, relpersistence) FROM pg_class WHERE relkind <> 't' AND oid >= 16384
            UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, atttypid::regtype, attnotnull)
                FROM pg_attribute WHERE attrelid >= 16384 AND attnum > 0
            UNION ALL SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, polroles, polqual::text) FROM pg_policy
            UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
                FROM pg_constraint WHERE oid >= 16384
            UNION ALL SELECT concat_ws(' ', 'function', oid::regprocedure, proacl, prosrc) FROM pg_proc WHERE oid >= 16384
            UNION ALL SELECT concat_ws(' ', 'type', typname) FROM pg_type WHERE oid >= 16384
            UNION ALL SELECT concat_ws(' ', 'default privileges', defaclrole::regrole, defaclnamespace, defaclacl)
                FROM pg_default_acl
            UNION ALL SELECT concat_ws(' ', 'large object', oid) FROM pg_largeobject_metadata
            UNION ALL SELECT concat_ws(' ', 'roles of', schema_name, bundle, role_name, owner_name) FROM data.database_role
            ORDER BY 1""";

    private ServerDigest() {}

    static List<String> of(DatabaseFixture fixture) {
        return fixture.asOwner(EVERYTHING);
    }
}
