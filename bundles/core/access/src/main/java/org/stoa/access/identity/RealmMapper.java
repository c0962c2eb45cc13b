package org.stoa.access.identity;

import java.util.UUID;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.tenant.TenantStatus;

/** Which realm the people of a tenant belong to. */
public interface RealmMapper {

    /** A tenant as far as signing in needs to know it. */
    record TenantRealm(UUID id, String identifier, TenantStatus status, boolean ownRealm) {

        public UUID realm() {
            return Realms.of(id, ownRealm);
        }
    }

    /** @param id the text read as an id, or null when it is none */
    @Select(
            """
            SELECT id, identifier, status, own_realm FROM access.tenant
            WHERE identifier = #{identifier} OR id = #{id}
            ORDER BY id = #{id} DESC NULLS LAST LIMIT 1""")
    TenantRealm find(String identifier, UUID id);
}
